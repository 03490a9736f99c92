CREATE TABLE `engine_locks` (
	`name` varchar(20) character set ascii collate ascii_bin NOT NULL,
	CONSTRAINT `engine_locks_name` PRIMARY KEY(`name`)
);
