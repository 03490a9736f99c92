CREATE TABLE `closures` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`from_minute` smallint NOT NULL,
	`to_minute` smallint NOT NULL,
	`reason` varchar(200),
	`reason_en` varchar(200),
	CONSTRAINT `closures_restaurant_id_service_date_from_minute_pk` PRIMARY KEY(`restaurant_id`,`service_date`,`from_minute`),
	CONSTRAINT `closures_minutes` CHECK(from_minute >= 0 and from_minute < to_minute)
);
--> statement-breakpoint
CREATE TABLE `service_periods` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`period_no` smallint NOT NULL,
	`name` varchar(60) NOT NULL,
	`name_en` varchar(60),
	`weekdays` tinyint unsigned NOT NULL,
	`opens_minute` smallint NOT NULL,
	`last_seating_minute` smallint NOT NULL,
	CONSTRAINT `service_periods_restaurant_id_period_no_pk` PRIMARY KEY(`restaurant_id`,`period_no`),
	CONSTRAINT `service_periods_minutes` CHECK(opens_minute >= 0 and opens_minute <= last_seating_minute and last_seating_minute < 2160)
);
--> statement-breakpoint
CREATE TABLE `special_periods` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`period_no` smallint NOT NULL,
	`name` varchar(60) NOT NULL,
	`name_en` varchar(60),
	`opens_minute` smallint NOT NULL,
	`last_seating_minute` smallint NOT NULL,
	CONSTRAINT `special_periods_restaurant_id_service_date_period_no_pk` PRIMARY KEY(`restaurant_id`,`service_date`,`period_no`)
);
--> statement-breakpoint
CREATE TABLE `turn_times` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`party_max` smallint NOT NULL,
	`minutes` smallint NOT NULL,
	CONSTRAINT `turn_times_restaurant_id_party_max_pk` PRIMARY KEY(`restaurant_id`,`party_max`),
	CONSTRAINT `turn_times_minutes` CHECK(minutes between 15 and 720)
);
--> statement-breakpoint
CREATE TABLE `areas` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`area_no` smallint NOT NULL,
	`name` varchar(80) NOT NULL,
	`name_en` varchar(80),
	CONSTRAINT `areas_restaurant_id_area_no_pk` PRIMARY KEY(`restaurant_id`,`area_no`)
);
--> statement-breakpoint
CREATE TABLE `dining_tables` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`table_id` smallint NOT NULL,
	`label` varchar(24) NOT NULL,
	`area_no` smallint NOT NULL,
	`seats` smallint NOT NULL,
	`min_party` smallint NOT NULL,
	`max_party` smallint NOT NULL,
	`shareable` boolean NOT NULL,
	`active` boolean NOT NULL DEFAULT true,
	`shape` varchar(8) NOT NULL,
	`x` smallint NOT NULL,
	`y` smallint NOT NULL,
	`w` smallint NOT NULL,
	`h` smallint NOT NULL,
	CONSTRAINT `dining_tables_restaurant_id_table_id_pk` PRIMARY KEY(`restaurant_id`,`table_id`),
	CONSTRAINT `dining_tables_number` CHECK(table_id > 0),
	CONSTRAINT `dining_tables_party` CHECK(min_party >= 1 and min_party <= max_party and max_party <= seats)
);
--> statement-breakpoint
CREATE TABLE `table_joins` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`table_a` smallint NOT NULL,
	`table_b` smallint NOT NULL,
	CONSTRAINT `table_joins_restaurant_id_table_a_table_b_pk` PRIMARY KEY(`restaurant_id`,`table_a`,`table_b`),
	CONSTRAINT `table_joins_order` CHECK(table_a < table_b)
);
--> statement-breakpoint
CREATE TABLE `occupancy` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`minute` smallint NOT NULL,
	`table_id` smallint NOT NULL,
	`taken` smallint NOT NULL,
	`seats` smallint NOT NULL,
	CONSTRAINT `occupancy_restaurant_id_service_date_minute_table_id_pk` PRIMARY KEY(`restaurant_id`,`service_date`,`minute`,`table_id`),
	CONSTRAINT `occupancy_never_oversold` CHECK(taken <= seats),
	CONSTRAINT `occupancy_never_released_twice` CHECK(taken >= 0)
);
--> statement-breakpoint
CREATE TABLE `service_day` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`version` bigint NOT NULL DEFAULT 0,
	CONSTRAINT `service_day_restaurant_id_service_date_pk` PRIMARY KEY(`restaurant_id`,`service_date`)
);
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`run_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`function_id` varchar(80) NOT NULL,
	`event_name` varchar(80) NOT NULL,
	`event_data` json NOT NULL,
	`error` text NOT NULL,
	`status` varchar(10) NOT NULL,
	`created_at` datetime(6) NOT NULL,
	`closed_at` datetime(6),
	`closed_by` varchar(60),
	`note` varchar(400),
	CONSTRAINT `dead_letters_id` PRIMARY KEY(`id`),
	CONSTRAINT `dead_letters_run` UNIQUE(`run_id`)
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`source` varchar(24) character set ascii collate ascii_bin NOT NULL,
	`message_id` varchar(190) character set ascii collate ascii_bin NOT NULL,
	`received_at` datetime(6) NOT NULL,
	CONSTRAINT `inbox_source_message_id_pk` PRIMARY KEY(`source`,`message_id`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`name` varchar(60) NOT NULL,
	`v` smallint NOT NULL,
	`data` json NOT NULL,
	`created_at` datetime(6) NOT NULL,
	`sent_at` datetime(6),
	`attempts` int NOT NULL DEFAULT 0,
	CONSTRAINT `outbox_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `review_cases` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`subject_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`reason` varchar(40) NOT NULL,
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`payment_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`detail` json NOT NULL,
	`opened_at` datetime(6) NOT NULL,
	`closed_at` datetime(6),
	`closed_by` varchar(60),
	`note` varchar(400),
	CONSTRAINT `review_cases_id` PRIMARY KEY(`id`),
	CONSTRAINT `review_cases_subject` UNIQUE(`subject_id`,`reason`)
);
--> statement-breakpoint
CREATE TABLE `sent_mails` (
	`mail_key` varchar(80) character set ascii collate ascii_bin NOT NULL,
	`sent_at` datetime(6) NOT NULL,
	CONSTRAINT `sent_mails_mail_key` PRIMARY KEY(`mail_key`)
);
--> statement-breakpoint
CREATE TABLE `payments` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`provider` varchar(12) NOT NULL,
	`order_id` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`payment_key` varchar(200) character set ascii collate ascii_bin,
	`amount_minor` int NOT NULL,
	`currency` varchar(3) NOT NULL,
	`status` varchar(12) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	`attempt` smallint NOT NULL DEFAULT 1,
	`refunded_minor` int NOT NULL DEFAULT 0,
	`decline_code` varchar(64),
	`authorized_at` datetime(6),
	`captured_at` datetime(6),
	`next_check_at` datetime(6),
	`checks` int NOT NULL DEFAULT 0,
	`created_at` datetime(6) NOT NULL,
	`live_reservation_id` varchar(40) character set ascii collate ascii_bin GENERATED ALWAYS AS ((case when status in ('PENDING','AUTHORIZED','CAPTURED') then reservation_id else null end)) STORED,
	CONSTRAINT `payments_id` PRIMARY KEY(`id`),
	CONSTRAINT `payments_order` UNIQUE(`order_id`),
	CONSTRAINT `payments_key` UNIQUE(`payment_key`),
	CONSTRAINT `payments_live` UNIQUE(`live_reservation_id`),
	CONSTRAINT `payments_refunded` CHECK(refunded_minor >= 0 and refunded_minor <= amount_minor)
);
--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`payment_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`cause` varchar(24) NOT NULL,
	`amount_minor` int NOT NULL,
	`status` varchar(12) NOT NULL,
	`transaction_key` varchar(64) character set ascii collate ascii_bin,
	`created_at` datetime(6) NOT NULL,
	`done_at` datetime(6),
	`next_check_at` datetime(6),
	`checks` int NOT NULL DEFAULT 0,
	CONSTRAINT `refunds_id` PRIMARY KEY(`id`),
	CONSTRAINT `refunds_cause` UNIQUE(`payment_id`,`cause`),
	CONSTRAINT `refunds_transaction` UNIQUE(`transaction_key`),
	CONSTRAINT `refunds_amount` CHECK(amount_minor > 0)
);
--> statement-breakpoint
CREATE TABLE `booking_policies` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`deposit_kind` varchar(12) NOT NULL,
	`deposit_minor` int NOT NULL DEFAULT 0,
	`deposit_from_party` smallint NOT NULL DEFAULT 1,
	`tiers` json NOT NULL,
	`grace_minutes` smallint NOT NULL DEFAULT 0,
	CONSTRAINT `booking_policies_restaurant_id` PRIMARY KEY(`restaurant_id`)
);
--> statement-breakpoint
CREATE TABLE `command_keys` (
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`command_key` varchar(80) character set ascii collate ascii_bin NOT NULL,
	`command` varchar(40) NOT NULL,
	`body_hash` varchar(64) character set ascii collate ascii_bin NOT NULL,
	`answer` json NOT NULL,
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `command_keys_user_id_command_key_pk` PRIMARY KEY(`user_id`,`command_key`)
);
--> statement-breakpoint
CREATE TABLE `reservation_history` (
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`version` int NOT NULL,
	`at` datetime(6) NOT NULL,
	`from_status` varchar(12),
	`to_status` varchar(12) NOT NULL,
	`actor` varchar(60) NOT NULL,
	`reason` varchar(40),
	CONSTRAINT `reservation_history_reservation_id_version_pk` PRIMARY KEY(`reservation_id`,`version`)
);
--> statement-breakpoint
CREATE TABLE `reservation_tables` (
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`table_id` smallint NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`from_minute` smallint NOT NULL,
	`to_minute` smallint NOT NULL,
	`taken` smallint NOT NULL,
	CONSTRAINT `reservation_tables_reservation_id_table_id_pk` PRIMARY KEY(`reservation_id`,`table_id`)
);
--> statement-breakpoint
CREATE TABLE `reservations` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`code` varchar(8) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`start_minute` smallint NOT NULL,
	`end_minute` smallint NOT NULL,
	`starts_at` datetime(6) NOT NULL,
	`ends_at` datetime(6) NOT NULL,
	`party_size` smallint NOT NULL,
	`status` varchar(12) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	`expires_at` datetime(6),
	`policy` json NOT NULL,
	`deposit_minor` int NOT NULL,
	`currency` varchar(3) NOT NULL,
	`guest_name` varchar(120) NOT NULL,
	`note` varchar(500),
	`ended_reason` varchar(40),
	`created_at` datetime(6) NOT NULL,
	`confirmed_at` datetime(6),
	`ended_at` datetime(6),
	CONSTRAINT `reservations_id` PRIMARY KEY(`id`),
	CONSTRAINT `reservations_code` UNIQUE(`restaurant_id`,`service_date`,`code`)
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`role` varchar(12) NOT NULL,
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `memberships_user_id_restaurant_id_pk` PRIMARY KEY(`user_id`,`restaurant_id`)
);
--> statement-breakpoint
CREATE TABLE `menu_items` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`position` smallint NOT NULL,
	`section` varchar(80) NOT NULL,
	`section_en` varchar(80),
	`name` varchar(160) NOT NULL,
	`name_en` varchar(160),
	`description` varchar(400),
	`description_en` varchar(400),
	`price_minor` int NOT NULL,
	CONSTRAINT `menu_items_restaurant_id_position_pk` PRIMARY KEY(`restaurant_id`,`position`)
);
--> statement-breakpoint
CREATE TABLE `restaurant_terms` (
	`term` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	CONSTRAINT `restaurant_terms_term_restaurant_id_pk` PRIMARY KEY(`term`,`restaurant_id`)
);
--> statement-breakpoint
CREATE TABLE `restaurants` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`slug` varchar(120) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`license_id` varchar(40) character set ascii collate ascii_bin,
	`status` varchar(12) NOT NULL,
	`rank` int NOT NULL DEFAULT 0,
	`name` varchar(200) NOT NULL,
	`name_en` varchar(200),
	`tagline` varchar(300),
	`tagline_en` varchar(300),
	`story` text,
	`story_en` text,
	`cuisine` varchar(24) NOT NULL,
	`tags` json NOT NULL,
	`price_level` tinyint NOT NULL DEFAULT 2,
	`district` varchar(24) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`neighbourhood` varchar(24) character set utf8mb4 collate utf8mb4_bin,
	`address` varchar(300),
	`address_en` varchar(300),
	`phone` varchar(32),
	`cover_tone` varchar(24),
	`time_zone` varchar(48) NOT NULL,
	`currency` varchar(3) NOT NULL,
	`slot_minutes` smallint NOT NULL,
	`hold_ttl_ms` int NOT NULL,
	`booking_window_days` smallint NOT NULL,
	`min_notice_minutes` int NOT NULL,
	`max_party` smallint NOT NULL,
	`pacing_covers` smallint,
	`config_version` bigint NOT NULL DEFAULT 1,
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `restaurants_id` PRIMARY KEY(`id`),
	CONSTRAINT `restaurants_slug` UNIQUE(`slug`),
	CONSTRAINT `restaurants_license` UNIQUE(`license_id`),
	CONSTRAINT `restaurants_slot_minutes` CHECK(slot_minutes in (15, 30, 60))
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`provider` varchar(32) character set ascii collate ascii_bin NOT NULL,
	`subject` varchar(190) character set ascii collate ascii_bin NOT NULL,
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `accounts_provider_subject_pk` PRIMARY KEY(`provider`,`subject`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`name` varchar(120) NOT NULL,
	`email` varchar(254),
	`phone` varchar(32),
	`locale` varchar(8) NOT NULL DEFAULT 'ko',
	`role` varchar(16) NOT NULL DEFAULT 'member',
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `users_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE INDEX `dead_letters_status` ON `dead_letters` (`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `review_cases_open` ON `review_cases` (`closed_at`,`opened_at`);--> statement-breakpoint
CREATE INDEX `payments_reservation` ON `payments` (`reservation_id`);--> statement-breakpoint
CREATE INDEX `payments_due` ON `payments` (`next_check_at`);--> statement-breakpoint
CREATE INDEX `refunds_reservation` ON `refunds` (`reservation_id`);--> statement-breakpoint
CREATE INDEX `refunds_due` ON `refunds` (`next_check_at`);--> statement-breakpoint
CREATE INDEX `command_keys_age` ON `command_keys` (`created_at`);--> statement-breakpoint
CREATE INDEX `reservation_tables_day` ON `reservation_tables` (`restaurant_id`,`service_date`);--> statement-breakpoint
CREATE INDEX `reservations_diner` ON `reservations` (`user_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `reservations_due` ON `reservations` (`status`,`expires_at`);--> statement-breakpoint
CREATE INDEX `memberships_restaurant` ON `memberships` (`restaurant_id`);--> statement-breakpoint
CREATE INDEX `restaurant_terms_restaurant` ON `restaurant_terms` (`restaurant_id`);--> statement-breakpoint
CREATE INDEX `restaurants_ranked` ON `restaurants` (`status`,`rank`,`id`);--> statement-breakpoint
CREATE INDEX `restaurants_district` ON `restaurants` (`status`,`district`,`rank`,`id`);--> statement-breakpoint
CREATE INDEX `restaurants_neighbourhood` ON `restaurants` (`status`,`neighbourhood`,`rank`,`id`);--> statement-breakpoint
CREATE INDEX `restaurants_cuisine` ON `restaurants` (`status`,`cuisine`,`rank`,`id`);--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);