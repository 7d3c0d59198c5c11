//! What a rep does, one file each: keys in, the screen and the book out.

mod add_a_customer;
mod agenda;
mod blocked;
mod change_a_record;
mod drafts;
mod duplicates;
mod erasing;
mod export;
mod failed_save;
mod falls_due;
mod history;
mod import;
mod language;
mod log_a_call;
mod outcomes;
mod palette;
mod paste;
mod rank_and_tag;
mod rules;
mod search_not_ready;
mod snippets;
mod somebody_else;
mod type_ahead;
mod undo;
mod walk;
