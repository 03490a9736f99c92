CREATE TABLE `engine_crons` (
	`function_id` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`cron` varchar(120) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`next_at` bigint NOT NULL,
	`last_at` bigint,
	CONSTRAINT `engine_crons_function_id_cron_pk` PRIMARY KEY(`function_id`,`cron`)
);
--> statement-breakpoint
CREATE TABLE `engine_events` (
	`id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`name` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_id` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`payload` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`received_at` bigint NOT NULL,
	CONSTRAINT `engine_events_id` PRIMARY KEY(`id`),
	CONSTRAINT `engine_events_once` UNIQUE(`event_id`,`name`)
);
--> statement-breakpoint
CREATE TABLE `engine_functions` (
	`function_id` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`seen_at` bigint NOT NULL,
	CONSTRAINT `engine_functions_function_id` PRIMARY KEY(`function_id`)
);
--> statement-breakpoint
CREATE TABLE `engine_instances` (
	`id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`host` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`pid` int NOT NULL,
	`heartbeat_at` bigint NOT NULL,
	CONSTRAINT `engine_instances_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `engine_keys` (
	`kind` varchar(12) character set ascii collate ascii_bin NOT NULL,
	`function_id` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`key_hash` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`run_id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`expires_at` bigint NOT NULL,
	CONSTRAINT `engine_keys_kind_function_id_key_hash_pk` PRIMARY KEY(`kind`,`function_id`,`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `engine_pauses` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`run_id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`kind` varchar(8) character set ascii collate ascii_bin NOT NULL,
	`step_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`event_name` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`expression` varchar(1000) character set utf8mb4 collate utf8mb4_bin,
	`match_path` varchar(120) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`match_hash` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`expires_at` bigint,
	CONSTRAINT `engine_pauses_id` PRIMARY KEY(`id`),
	CONSTRAINT `engine_pauses_step` UNIQUE(`run_id`,`kind`,`step_id`)
);
--> statement-breakpoint
CREATE TABLE `engine_queue` (
	`id` bigint AUTO_INCREMENT NOT NULL,
	`run_id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`function_id` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`kind` varchar(8) character set ascii collate ascii_bin NOT NULL,
	`step_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`attempt` int NOT NULL DEFAULT 0,
	`deliveries` int NOT NULL DEFAULT 0,
	`conc_key` varchar(40) character set ascii collate ascii_bin,
	`blocked` int NOT NULL DEFAULT 0,
	`queued_at` bigint NOT NULL,
	`available_at` bigint NOT NULL,
	`lease_token` varchar(26) character set ascii collate ascii_bin,
	`lease_owner` varchar(26) character set ascii collate ascii_bin,
	`last_error` varchar(500) character set utf8mb4 collate utf8mb4_bin,
	CONSTRAINT `engine_queue_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `engine_runs` (
	`id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`function_id` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_ref` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`event_name` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`status` varchar(10) NOT NULL,
	`result` longtext character set utf8mb4 collate utf8mb4_bin,
	`pending` int NOT NULL DEFAULT 0,
	`settled` int NOT NULL DEFAULT 0,
	`state_bytes` int NOT NULL DEFAULT 0,
	`force_plan` int NOT NULL DEFAULT 0,
	`calls` int NOT NULL DEFAULT 0,
	`parent_run_id` varchar(26) character set ascii collate ascii_bin,
	`parent_step_id` varchar(40) character set ascii collate ascii_bin,
	`started_at` bigint NOT NULL,
	`finished_at` bigint,
	CONSTRAINT `engine_runs_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `engine_steps` (
	`run_id` varchar(26) character set ascii collate ascii_bin NOT NULL,
	`step_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`name` varchar(190) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`op` varchar(24) character set ascii collate ascii_bin NOT NULL,
	`status` varchar(10) NOT NULL,
	`payload` longtext character set utf8mb4 collate utf8mb4_bin,
	`race` int NOT NULL DEFAULT 0,
	`position` int,
	`attempts` int NOT NULL DEFAULT 0,
	`created_at` bigint NOT NULL,
	`settled_at` bigint,
	CONSTRAINT `engine_steps_run_id_step_id_pk` PRIMARY KEY(`run_id`,`step_id`)
);
--> statement-breakpoint
CREATE INDEX `engine_events_received` ON `engine_events` (`received_at`);--> statement-breakpoint
CREATE INDEX `engine_keys_run` ON `engine_keys` (`run_id`);--> statement-breakpoint
CREATE INDEX `engine_keys_expiry` ON `engine_keys` (`expires_at`);--> statement-breakpoint
CREATE INDEX `engine_pauses_match` ON `engine_pauses` (`event_name`,`match_path`,`match_hash`);--> statement-breakpoint
CREATE INDEX `engine_queue_due` ON `engine_queue` (`available_at`,`id`);--> statement-breakpoint
CREATE INDEX `engine_queue_run` ON `engine_queue` (`run_id`);--> statement-breakpoint
CREATE INDEX `engine_queue_key` ON `engine_queue` (`conc_key`,`blocked`,`queued_at`);--> statement-breakpoint
CREATE INDEX `engine_queue_owner` ON `engine_queue` (`lease_owner`);--> statement-breakpoint
CREATE INDEX `engine_runs_status` ON `engine_runs` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `engine_runs_function` ON `engine_runs` (`function_id`,`id`);--> statement-breakpoint
CREATE INDEX `engine_runs_finished` ON `engine_runs` (`finished_at`);--> statement-breakpoint
CREATE INDEX `engine_runs_event` ON `engine_runs` (`event_ref`);