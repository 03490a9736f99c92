ALTER TABLE `restaurants` ADD `opening_kind` varchar(8) DEFAULT 'rolling' NOT NULL;--> statement-breakpoint
ALTER TABLE `restaurants` ADD `opening_minute` smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `restaurants` ADD `opening_day` tinyint;--> statement-breakpoint
ALTER TABLE `restaurants` ADD CONSTRAINT `restaurants_opening_minute` CHECK (opening_minute between 0 and 1439);--> statement-breakpoint
ALTER TABLE `restaurants` ADD CONSTRAINT `restaurants_opening` CHECK ((opening_kind = 'rolling' and opening_day is null) or (opening_kind = 'monthly' and opening_day is not null and opening_day between 1 and 28));