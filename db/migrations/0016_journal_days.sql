CREATE TABLE `journal_days` (
	`day` date NOT NULL,
	`account` varchar(28) NOT NULL,
	`currency` varchar(3) NOT NULL,
	`lines` int NOT NULL,
	`debit_minor` bigint NOT NULL,
	`credit_minor` bigint NOT NULL,
	CONSTRAINT `journal_days_day_account_currency_pk` PRIMARY KEY(`day`,`account`,`currency`)
);
