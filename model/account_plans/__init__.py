"""The account plan (客户计划): one customer in eight chapters, five elements and three supports."""
