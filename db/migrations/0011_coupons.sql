CREATE TABLE `coupon_campaigns` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin,
	`valid_at` varchar(40) character set ascii collate ascii_bin,
	`funded_by` varchar(12) NOT NULL,
	`name` varchar(80) NOT NULL,
	`name_en` varchar(80),
	`way` varchar(12) NOT NULL,
	`code` varchar(24) character set ascii collate ascii_bin,
	`status` varchar(12) NOT NULL,
	`rules` json NOT NULL,
	`asks_first` boolean NOT NULL DEFAULT false,
	`stackable` boolean NOT NULL DEFAULT false,
	`currency` varchar(3) NOT NULL,
	`quantity` int,
	`issued` int NOT NULL DEFAULT 0,
	`per_person` smallint NOT NULL,
	`issue_from` datetime(6) NOT NULL,
	`issue_until` datetime(6) NOT NULL,
	`use_from` datetime(6) NOT NULL,
	`use_until` datetime(6) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	`created_by` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `coupon_campaigns_id` PRIMARY KEY(`id`),
	CONSTRAINT `coupon_campaigns_code` UNIQUE(`code`),
	CONSTRAINT `coupon_campaigns_never_over_issued` CHECK(quantity is null or issued <= quantity),
	CONSTRAINT `coupon_campaigns_issued` CHECK(issued >= 0)
);
--> statement-breakpoint
CREATE TABLE `coupon_history` (
	`coupon_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`version` int NOT NULL,
	`at` datetime(6) NOT NULL,
	`from_status` varchar(12),
	`to_status` varchar(12) NOT NULL,
	`actor` varchar(60) NOT NULL,
	`reason` varchar(40),
	`reservation_id` varchar(40) character set ascii collate ascii_bin,
	CONSTRAINT `coupon_history_coupon_id_version_pk` PRIMARY KEY(`coupon_id`,`version`)
);
--> statement-breakpoint
CREATE TABLE `coupons` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`campaign_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`ordinal` smallint NOT NULL,
	`status` varchar(12) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	`reservation_id` varchar(40) character set ascii collate ascii_bin,
	`use_from` datetime(6) NOT NULL,
	`use_until` datetime(6) NOT NULL,
	`issued_at` datetime(6) NOT NULL,
	`command_key` varchar(80) character set ascii collate ascii_bin,
	CONSTRAINT `coupons_id` PRIMARY KEY(`id`),
	CONSTRAINT `coupons_person` UNIQUE(`campaign_id`,`user_id`,`ordinal`),
	CONSTRAINT `coupons_command` UNIQUE(`user_id`,`command_key`),
	CONSTRAINT `coupons_goes_with` CHECK((status = 'AVAILABLE') = (reservation_id is null))
);
--> statement-breakpoint
CREATE TABLE `reservation_coupons` (
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`coupon_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`campaign_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`discount_minor` int NOT NULL,
	CONSTRAINT `reservation_coupons_reservation_id_coupon_id_pk` PRIMARY KEY(`reservation_id`,`coupon_id`),
	CONSTRAINT `reservation_coupons_amount` CHECK(discount_minor > 0)
);
--> statement-breakpoint
ALTER TABLE `payments` DROP INDEX `payments_live`, DROP COLUMN `live`, ADD `replaced_at` datetime(6);--> statement-breakpoint
ALTER TABLE `payments` ADD `live` smallint GENERATED ALWAYS AS ((case when status in ('PENDING','AUTHORIZED','CAPTURED') and replaced_at is null then 1 else null end)) VIRTUAL, ADD CONSTRAINT `payments_live` UNIQUE(`reservation_id`,`live`);--> statement-breakpoint
ALTER TABLE `reservations` ADD `discount_minor` int DEFAULT 0 NOT NULL, ADD CONSTRAINT `reservations_discount` CHECK (discount_minor >= 0 and discount_minor <= deposit_minor);--> statement-breakpoint
CREATE INDEX `coupon_campaigns_restaurant` ON `coupon_campaigns` (`restaurant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `coupon_campaigns_open` ON `coupon_campaigns` (`status`,`way`,`issue_until`);--> statement-breakpoint
CREATE INDEX `coupons_wallet` ON `coupons` (`user_id`,`status`,`use_until`);--> statement-breakpoint
CREATE INDEX `coupons_reservation` ON `coupons` (`reservation_id`);--> statement-breakpoint
CREATE INDEX `reservation_coupons_campaign` ON `reservation_coupons` (`campaign_id`,`coupon_id`);
