CREATE TABLE `statement_adjustments` (
	`id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`restaurant_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`case_id` varchar(40) character set ascii collate ascii_bin NOT NULL,
	`amount_minor` bigint NOT NULL,
	`currency` varchar(3) NOT NULL,
	`reason` varchar(200) NOT NULL,
	`created_at` datetime(6) NOT NULL,
	`created_by` varchar(60) NOT NULL,
	`statement_id` varchar(40) character set ascii collate ascii_bin,
	CONSTRAINT `statement_adjustments_id` PRIMARY KEY(`id`),
	CONSTRAINT `statement_adjustments_amount` CHECK(amount_minor <> 0)
);
--> statement-breakpoint
CREATE INDEX `statement_adjustments_restaurant` ON `statement_adjustments` (`restaurant_id`,`statement_id`);--> statement-breakpoint
CREATE INDEX `statement_adjustments_statement` ON `statement_adjustments` (`statement_id`);--> statement-breakpoint
CREATE INDEX `closing_bookings_status` ON `closing_bookings` (`status`,`closing_id`);