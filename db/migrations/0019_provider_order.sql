ALTER TABLE `review_cases` ADD `refund` json;--> statement-breakpoint
ALTER TABLE `payments` ADD `provider_order_id` varchar(200) character set ascii collate ascii_bin;