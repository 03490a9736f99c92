CREATE INDEX `inbox_age` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE INDEX `sent_mails_age` ON `sent_mails` (`sent_at`);--> statement-breakpoint
CREATE INDEX `payments_status` ON `payments` (`status`,`authorized_at`);--> statement-breakpoint
CREATE INDEX `payments_captured` ON `payments` (`captured_at`);--> statement-breakpoint
CREATE INDEX `refunds_status` ON `refunds` (`status`);