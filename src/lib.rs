//! salesdesk: a sales desk for the terminal.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod keys;
pub mod paths;
pub mod search;
pub mod store;
pub mod tui;
pub mod work;
