CREATE TABLE `room_calls` (
	`room_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`upto` int NOT NULL,
	`called_at` datetime(6) NOT NULL,
	CONSTRAINT `room_calls_room_id_upto_pk` PRIMARY KEY(`room_id`,`upto`)
);
--> statement-breakpoint
CREATE TABLE `room_settings` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`each_opening` boolean NOT NULL DEFAULT false,
	`rate_per_minute` smallint NOT NULL,
	`places` smallint NOT NULL,
	`lobby_minutes` smallint NOT NULL,
	CONSTRAINT `room_settings_restaurant_id` PRIMARY KEY(`restaurant_id`)
);
--> statement-breakpoint
CREATE TABLE `room_tickets` (
	`room_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`number` int NOT NULL,
	`issued_at` datetime(6) NOT NULL,
	`left_at` datetime(6),
	`entered_at` datetime(6),
	`inside_until` datetime(6),
	`reservation_id` varchar(40) character set ascii collate ascii_bin,
	`spent_at` datetime(6),
	CONSTRAINT `room_tickets_room_id_user_id_pk` PRIMARY KEY(`room_id`,`user_id`),
	CONSTRAINT `room_tickets_number` UNIQUE(`room_id`,`number`)
);
--> statement-breakpoint
CREATE TABLE `waiting_rooms` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`kind` varchar(8) NOT NULL,
	`from_date` date NOT NULL,
	`to_date` date NOT NULL,
	`lobby_at` datetime(6) NOT NULL,
	`opens_at` datetime(6) NOT NULL,
	`status` varchar(8) NOT NULL,
	`rate_per_minute` smallint NOT NULL,
	`places` smallint NOT NULL,
	`seed` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`seed_hash` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`last_number` int NOT NULL DEFAULT 0,
	`lobby_size` int,
	`served` int NOT NULL DEFAULT 0,
	`pace` smallint NOT NULL DEFAULT 0,
	`inside` smallint NOT NULL DEFAULT 0,
	`called` smallint NOT NULL DEFAULT 0,
	`starts_left` json,
	`ticked_at` datetime(6),
	`sold_out_at` datetime(6),
	`created_at` datetime(6) NOT NULL,
	`ended_at` datetime(6),
	`ended_reason` varchar(16),
	`live` smallint GENERATED ALWAYS AS ((case when status <> 'ENDED' then 1 else null end)) VIRTUAL,
	CONSTRAINT `waiting_rooms_id` PRIMARY KEY(`id`),
	CONSTRAINT `waiting_rooms_live` UNIQUE(`restaurant_id`,`live`),
	CONSTRAINT `waiting_rooms_served` CHECK(served >= 0 and served <= last_number),
	CONSTRAINT `waiting_rooms_dates` CHECK(from_date <= to_date)
);
--> statement-breakpoint
CREATE INDEX `room_tickets_inside` ON `room_tickets` (`room_id`,`inside_until`);--> statement-breakpoint
CREATE INDEX `waiting_rooms_on` ON `waiting_rooms` (`live`,`lobby_at`);--> statement-breakpoint
CREATE INDEX `waiting_rooms_ended` ON `waiting_rooms` (`ended_at`);