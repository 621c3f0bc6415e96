"""Writers of accounts. Drafts and accounts are nobody's record, so these name no child."""
