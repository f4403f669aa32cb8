CREATE INDEX ix_contact_merged_into ON contact (merged_into) WHERE merged_into IS NOT NULL;
