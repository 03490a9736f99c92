CREATE TABLE `audit_log` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`at` datetime(6) NOT NULL,
	`actor` varchar(60) NOT NULL,
	`action` varchar(40) NOT NULL,
	`subject_id` varchar(80) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin,
	`detail` json NOT NULL,
	CONSTRAINT `audit_log_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `reservation_changes` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`user_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`part` smallint NOT NULL,
	`status` varchar(10) NOT NULL,
	`party_size` smallint NOT NULL,
	`start_minute` smallint NOT NULL,
	`end_minute` smallint NOT NULL,
	`starts_at` datetime(6) NOT NULL,
	`ends_at` datetime(6) NOT NULL,
	`takings` json NOT NULL,
	`deposit_minor` int NOT NULL,
	`discount_minor` int NOT NULL,
	`charge_minor` int NOT NULL,
	`refund_minor` int NOT NULL,
	`forfeit_minor` int NOT NULL,
	`command_key` varchar(80) character set ascii collate ascii_bin NOT NULL,
	`command_hash` varchar(22) character set ascii collate ascii_bin NOT NULL,
	`created_at` datetime(6) NOT NULL,
	`expires_at` datetime(6),
	`ended_at` datetime(6),
	`ended_reason` varchar(40),
	`live` smallint GENERATED ALWAYS AS ((case when status in ('PENDING','CHARGING') then 1 else null end)) VIRTUAL,
	CONSTRAINT `reservation_changes_id` PRIMARY KEY(`id`),
	CONSTRAINT `reservation_changes_live` UNIQUE(`reservation_id`,`live`),
	CONSTRAINT `reservation_changes_part` UNIQUE(`reservation_id`,`part`),
	CONSTRAINT `reservation_changes_command` UNIQUE(`user_id`,`command_key`),
	CONSTRAINT `reservation_changes_amounts` CHECK(charge_minor >= 0 and refund_minor >= 0 and forfeit_minor >= 0),
	CONSTRAINT `reservation_changes_one_way` CHECK(charge_minor = 0 or (refund_minor = 0 and forfeit_minor = 0))
);
--> statement-breakpoint
CREATE TABLE `journal_entries` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`source` varchar(16) NOT NULL,
	`source_id` varchar(80) character set ascii collate ascii_bin NOT NULL,
	`kind` varchar(16) NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin,
	`reservation_id` varchar(40) character set ascii collate ascii_bin,
	`currency` varchar(3) NOT NULL,
	`at` datetime(6) NOT NULL,
	`sum_minor` bigint NOT NULL,
	`lines` smallint NOT NULL,
	`reason` varchar(200),
	`actor` varchar(60) NOT NULL,
	CONSTRAINT `journal_entries_id` PRIMARY KEY(`id`),
	CONSTRAINT `journal_entries_source` UNIQUE(`source`,`source_id`,`kind`),
	CONSTRAINT `journal_entries_balance` CHECK(sum_minor = 0),
	CONSTRAINT `journal_entries_two_sides` CHECK(`lines` >= 2)
);
--> statement-breakpoint
CREATE TABLE `journal_lines` (
	`entry_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`line_no` smallint NOT NULL,
	`account` varchar(28) NOT NULL,
	`kind` varchar(16) NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin,
	`currency` varchar(3) NOT NULL,
	`at` datetime(6) NOT NULL,
	`amount_minor` bigint NOT NULL,
	CONSTRAINT `journal_lines_entry_id_line_no_pk` PRIMARY KEY(`entry_id`,`line_no`),
	CONSTRAINT `journal_lines_amount` CHECK(amount_minor <> 0)
);
--> statement-breakpoint
CREATE TABLE `closing_bookings` (
	`closing_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`reservation_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`status` varchar(10) NOT NULL,
	CONSTRAINT `closing_bookings_closing_id_reservation_id_pk` PRIMARY KEY(`closing_id`,`reservation_id`)
);
--> statement-breakpoint
CREATE TABLE `closings` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`service_date` date NOT NULL,
	`from_minute` smallint NOT NULL,
	`to_minute` smallint NOT NULL,
	`reason` varchar(200),
	`bookings` int NOT NULL,
	`created_at` datetime(6) NOT NULL,
	`created_by` varchar(40) character set ascii collate ascii_bin NOT NULL,
	CONSTRAINT `closings_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `merchant_terms` (
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`fee_bps` smallint NOT NULL,
	`fee_fixed_minor` int NOT NULL,
	`vat_bps` smallint NOT NULL,
	`period` varchar(16) NOT NULL,
	`bank_code` varchar(12),
	`account_number` varchar(40),
	`account_holder` varchar(80),
	`account_changed_at` datetime(6),
	`account_changed_by` varchar(40) character set ascii collate ascii_bin,
	`version` int NOT NULL DEFAULT 1,
	CONSTRAINT `merchant_terms_restaurant_id` PRIMARY KEY(`restaurant_id`),
	CONSTRAINT `merchant_terms_fee` CHECK(fee_bps between 0 and 10000 and vat_bps between 0 and 10000 and fee_fixed_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE `payout_batches` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`status` varchar(10) NOT NULL,
	`currency` varchar(3) NOT NULL,
	`payouts` int NOT NULL,
	`total_minor` bigint NOT NULL,
	`created_at` datetime(6) NOT NULL,
	`created_by` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`paid_at` datetime(6),
	`paid_by` varchar(40) character set ascii collate ascii_bin,
	CONSTRAINT `payout_batches_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `payouts` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`statement_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`amount_minor` bigint NOT NULL,
	`currency` varchar(3) NOT NULL,
	`status` varchar(10) NOT NULL,
	`due_date` date NOT NULL,
	`batch_id` varchar(40) character set ascii collate ascii_bin,
	`account` json,
	`paid_at` datetime(6),
	CONSTRAINT `payouts_id` PRIMARY KEY(`id`),
	CONSTRAINT `payouts_statement` UNIQUE(`statement_id`),
	CONSTRAINT `payouts_amount` CHECK(amount_minor > 0)
);
--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`provider` varchar(12) NOT NULL,
	`kind` varchar(12) NOT NULL,
	`from_at` datetime(6) NOT NULL,
	`until_at` datetime(6) NOT NULL,
	`status` varchar(8) NOT NULL,
	`compared` int NOT NULL,
	`differing` int NOT NULL,
	`error` varchar(200),
	`at` datetime(6) NOT NULL,
	CONSTRAINT `reconciliations_id` PRIMARY KEY(`id`),
	CONSTRAINT `reconciliations_stretch` UNIQUE(`provider`,`kind`,`from_at`,`until_at`)
);
--> statement-breakpoint
CREATE TABLE `settlement_runs` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`period` varchar(16) NOT NULL,
	`last_date` date NOT NULL,
	`status` varchar(10) NOT NULL,
	`restaurants` int NOT NULL DEFAULT 0,
	`done` int NOT NULL DEFAULT 0,
	`started_at` datetime(6) NOT NULL,
	`ended_at` datetime(6),
	`actor` varchar(60) NOT NULL,
	CONSTRAINT `settlement_runs_id` PRIMARY KEY(`id`),
	CONSTRAINT `settlement_runs_period` UNIQUE(`period`,`last_date`)
);
--> statement-breakpoint
CREATE TABLE `statements` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`run_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`no` int NOT NULL,
	`currency` varchar(3) NOT NULL,
	`first_date` date NOT NULL,
	`last_date` date NOT NULL,
	`from_at` datetime(6) NOT NULL,
	`until_at` datetime(6) NOT NULL,
	`entries` int NOT NULL,
	`deposit_minor` bigint NOT NULL,
	`coupon_minor` bigint NOT NULL,
	`fee_minor` bigint NOT NULL,
	`vat_minor` bigint NOT NULL,
	`deduction_minor` bigint NOT NULL,
	`carried_in_minor` bigint NOT NULL,
	`payout_minor` bigint NOT NULL,
	`carried_out_minor` bigint NOT NULL,
	`created_at` datetime(6) NOT NULL,
	CONSTRAINT `statements_id` PRIMARY KEY(`id`),
	CONSTRAINT `statements_no` UNIQUE(`restaurant_id`,`no`),
	CONSTRAINT `statements_until` UNIQUE(`restaurant_id`,`until_at`),
	CONSTRAINT `statements_add_up` CHECK(carried_in_minor + deposit_minor + coupon_minor + fee_minor + vat_minor + deduction_minor = payout_minor + carried_out_minor),
	CONSTRAINT `statements_signs` CHECK(payout_minor >= 0 and carried_in_minor <= 0 and carried_out_minor <= 0)
);
--> statement-breakpoint
ALTER TABLE `review_cases` MODIFY COLUMN `subject_id` varchar(80) character set ascii collate ascii_bin NOT NULL,
	MODIFY COLUMN `reservation_id` varchar(40) character set ascii collate ascii_bin,
	MODIFY COLUMN `payment_id` varchar(40) character set ascii collate ascii_bin;--> statement-breakpoint
ALTER TABLE `reservation_tables` DROP PRIMARY KEY,
	ADD PRIMARY KEY(`restaurant_id`,`service_date`,`reservation_id`,`table_id`,`from_minute`);--> statement-breakpoint
ALTER TABLE `payments` DROP INDEX `payments_live`,
	DROP CONSTRAINT `payments_refunded`,
	ADD `part` smallint DEFAULT 0 NOT NULL,
	ADD `captured_minor` int,
	ADD CONSTRAINT `payments_live` UNIQUE(`reservation_id`,`part`,`live`),
	ADD CONSTRAINT `payments_refunded` CHECK (refunded_minor >= 0 and refunded_minor <= coalesce(captured_minor, amount_minor));--> statement-breakpoint
ALTER TABLE `refunds` DROP INDEX `refunds_cause`,
	DROP INDEX `refunds_status`,
	ADD INDEX `refunds_status` (`status`,`done_at`),
	ADD `source_id` varchar(40) character set ascii collate ascii_bin DEFAULT '' NOT NULL,
	ADD `note` varchar(200),
	ADD CONSTRAINT `refunds_cause` UNIQUE(`payment_id`,`cause`,`source_id`);--> statement-breakpoint
ALTER TABLE `booking_policies` ADD `rules` json;--> statement-breakpoint
ALTER TABLE `reservations` ADD `changes` smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `restaurants` ADD `payment_provider` varchar(12) DEFAULT 'toss' NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_log_restaurant` ON `audit_log` (`restaurant_id`,`at`);--> statement-breakpoint
CREATE INDEX `reservation_changes_due` ON `reservation_changes` (`status`,`expires_at`);--> statement-breakpoint
CREATE INDEX `journal_entries_reservation` ON `journal_entries` (`reservation_id`);--> statement-breakpoint
CREATE INDEX `journal_entries_restaurant` ON `journal_entries` (`restaurant_id`,`at`);--> statement-breakpoint
CREATE INDEX `journal_entries_at` ON `journal_entries` (`at`);--> statement-breakpoint
CREATE INDEX `journal_lines_account` ON `journal_lines` (`account`,`currency`,`at`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `journal_lines_restaurant` ON `journal_lines` (`restaurant_id`,`account`,`at`,`kind`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `closing_bookings_reservation` ON `closing_bookings` (`reservation_id`);--> statement-breakpoint
CREATE INDEX `closings_day` ON `closings` (`restaurant_id`,`service_date`);--> statement-breakpoint
CREATE INDEX `payouts_restaurant` ON `payouts` (`restaurant_id`,`due_date`);--> statement-breakpoint
CREATE INDEX `payouts_status` ON `payouts` (`status`,`due_date`);--> statement-breakpoint
CREATE INDEX `payouts_batch` ON `payouts` (`batch_id`);--> statement-breakpoint
CREATE INDEX `reconciliations_at` ON `reconciliations` (`at`);--> statement-breakpoint
CREATE INDEX `statements_run` ON `statements` (`run_id`,`restaurant_id`);
