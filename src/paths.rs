//! Where the database, the config, the log and the drafts live.
