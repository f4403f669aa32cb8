ALTER TABLE contact ADD COLUMN merged_into TEXT;
