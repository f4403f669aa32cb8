"""The whole store as open tables (全部导出), for use without Meiban."""
