//! The command line: one file per verb, all on the same few flags, exit codes and outputs.
//!
//! Results go to standard output, everything else to standard error. A verb reads, or builds the
//! same change the screen would and commits it; none of them knows SQL.

mod add;
mod agenda;
mod ask;
mod backup;
mod block;
mod bundle;
mod completions;
mod consent;
mod copies;
mod deal;
mod demo;
mod digest;
mod disclose;
mod doctor;
mod duplicates;
mod edit;
#[cfg(feature = "sqlcipher")]
mod encrypt;
mod erase;
mod event;
mod exit;
mod export;
mod field;
mod find;
mod history;
mod import;
mod inquiry;
mod json;
mod keys;
mod list;
mod log;
mod mail;
mod man;
mod merge;
mod named;
mod next;
mod out;
mod own;
mod paths;
mod pipeline;
mod privacy;
mod product;
mod progress;
mod reach;
mod recover;
mod remind;
mod report;
mod retention;
mod review;
mod rules;
mod secret;
mod session;
mod set;
mod show;
mod subscription;
mod sync;
mod template;
mod time;
mod undo;
mod unmerge;
mod view;
mod walk;
mod why;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand};

use crate::config::Config;
use crate::domain::Id;
use crate::i18n::{Lang, Text};
use exit::{Exit, refuse, told};
use session::{Session, language};

/// A sales desk for the terminal: find a customer, call, log it, walk on.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Without a command: the desk itself. `salesdesk man` tells more.")]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// The flags every command takes.
#[derive(Args, Debug)]
struct Flags {
    /// The book to work on
    #[arg(long, global = true, value_name = "PATH", env = "SALESDESK_DB", hide_env_values = true)]
    #[arg(value_parser = OsStringValueParser::new().map(PathBuf::from))]
    db: Option<PathBuf>,
    /// The language of words on the screen; data and JSON do not change
    #[arg(long, global = true, value_parser = languages())]
    lang: Option<Lang>,
    /// Print results as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Never ask; exit with 6 where a decision is needed
    #[arg(long, global = true)]
    no_input: bool,
    /// Print results only, no remarks
    #[arg(long, short, global = true)]
    quiet: bool,
    #[cfg(feature = "sqlcipher")]
    #[command(flatten)]
    opening: encrypt::BookOpening,
    /// Use a book on a network disk or in a synchronised folder all the same, alone and locked
    #[arg(long, global = true)]
    unsafe_location: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Find(find::Find),
    Show(show::Show),
    Add(add::Add),
    Edit(edit::Edit),
    Log(log::Log),
    Next(next::Next),
    Agenda(agenda::Agenda),
    Deal(deal::Deal),
    Pipeline(pipeline::Pipeline),
    Product(product::Product),
    Subscription(subscription::Subscription),
    Inquiry(inquiry::Inquiry),
    List(list::List),
    View(view::Views),
    Remind(remind::Remind),
    Report(report::Report),
    Rules(rules::Rules),
    Mail(mail::Mail),
    Ask(ask::Ask),
    Event(event::Event),
    Field(field::Fields),
    Template(template::Template),
    Consent(consent::Consent),
    Why(why::Why),
    Block(block::Block),
    Unblock(block::Unblock),
    Merge(merge::Merge),
    Unmerge(unmerge::Unmerge),
    Import(import::Import),
    Export(export::Export),
    Walk(walk::Walk),
    Demo(demo::Demo),
    Undo(undo::Undo),
    Redo(undo::Redo),
    History(history::History),
    Sync(sync::Sync),
    Bundle(bundle::Bundle),
    Retention(retention::Retention),
    Review(review::Review),
    Digest(digest::Digest),
    Erase(erase::Erase),
    Disclose(disclose::Disclose),
    Privacy(privacy::Privacy),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Recover(recover::Recover),
    Doctor(doctor::Doctor),
    #[cfg(feature = "sqlcipher")]
    Encrypt(encrypt::Encrypt),
    #[cfg(feature = "sqlcipher")]
    Decrypt(encrypt::Decrypt),
    Duplicates(duplicates::Duplicates),
    Paths(paths::Paths),
    Keys(keys::Keys),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Cli {
    /// Does what was asked for and says how it went.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let session = match Session::begin(&self.flags) {
            Ok(session) => session,
            Err(error) => return ended(&error, language(&self.flags, &Config::default())),
        };
        let outcome = match &self.verb {
            Some(verb) => verb.run(&session),
            None => open_the_desk(&session, &session.paths.book, false, None),
        };
        outcome.map_or_else(|error| ended(&error, session.lang), |()| ExitCode::SUCCESS)
    }
}

/// Says why it did not work, and gives the code for it.
fn ended(error: &anyhow::Error, lang: Lang) -> ExitCode {
    let Some((exit, sentence)) = told(error, lang) else { return ExitCode::SUCCESS };
    session::complain(&sentence);
    ExitCode::from(exit as u8)
}

impl Verb {
    fn run(&self, session: &Session) -> anyhow::Result<()> {
        match self {
            Self::Find(verb) => verb.run(session),
            Self::Show(verb) => verb.run(session),
            Self::Add(verb) => verb.run(session),
            Self::Edit(verb) => verb.run(session),
            Self::Log(verb) => verb.run(session),
            Self::Next(verb) => verb.run(session),
            Self::Agenda(verb) => verb.run(session),
            Self::Deal(verb) => verb.run(session),
            Self::Pipeline(verb) => verb.run(session),
            Self::Product(verb) => verb.run(session),
            Self::Subscription(verb) => verb.run(session),
            Self::Inquiry(verb) => verb.run(session),
            Self::List(verb) => verb.run(session),
            Self::View(verb) => verb.run(session),
            Self::Remind(verb) => verb.run(session),
            Self::Report(verb) => verb.run(session),
            Self::Rules(verb) => verb.run(session),
            Self::Mail(verb) => verb.run(session),
            Self::Ask(verb) => verb.run(session),
            Self::Event(verb) => verb.run(session),
            Self::Field(verb) => verb.run(session),
            Self::Template(verb) => verb.run(session),
            Self::Consent(verb) => verb.run(session),
            Self::Why(verb) => verb.run(session),
            Self::Block(verb) => verb.run(session),
            Self::Unblock(verb) => verb.run(session),
            Self::Merge(verb) => verb.run(session),
            Self::Unmerge(verb) => verb.run(session),
            Self::Import(verb) => verb.run(session),
            Self::Export(verb) => verb.run(session),
            Self::Walk(verb) => verb.run(session),
            Self::Demo(verb) => verb.run(session),
            Self::Undo(verb) => verb.run(session),
            Self::Redo(verb) => verb.run(session),
            Self::History(verb) => verb.run(session),
            Self::Sync(verb) => verb.run(session),
            Self::Bundle(verb) => verb.run(session),
            Self::Retention(verb) => verb.run(session),
            Self::Review(verb) => verb.run(session),
            Self::Digest(verb) => verb.run(session),
            Self::Erase(verb) => verb.run(session),
            Self::Disclose(verb) => verb.run(session),
            Self::Privacy(verb) => verb.run(session),
            Self::Backup(verb) => verb.run(session),
            Self::Restore(verb) => verb.run(session),
            Self::Recover(verb) => verb.run(session),
            Self::Doctor(verb) => verb.run(session),
            #[cfg(feature = "sqlcipher")]
            Self::Encrypt(verb) => verb.run(session),
            #[cfg(feature = "sqlcipher")]
            Self::Decrypt(verb) => verb.run(session),
            Self::Duplicates(verb) => verb.run(session),
            Self::Paths(verb) => verb.run(session),
            Self::Keys(verb) => verb.run(session),
            Self::Completions(verb) => verb.run(),
            Self::Man(verb) => verb.run(),
        }
    }
}

/// The desk on the screen. Refuses where there is no terminal to draw on.
fn open_the_desk(session: &Session, book: &Path, demo: bool, walk: Option<Id>) -> anyhow::Result<()> {
    if !session::has_terminal() {
        return Err(refuse(Exit::Usage, Text::NoTerminal.words(session.lang)));
    }
    let desk = session.open(book)?;
    if desk.is_alone() {
        return Err(refuse(Exit::Failure, Text::DeskNotThere.words(session.lang)));
    }
    let start = crate::tui::Start {
        book: desk,
        path: book.to_owned(),
        rep: session.rep_name(),
        demo,
        walk,
        paths: session.paths.clone(),
        config: session.config.clone(),
        lang: session.lang,
        clock: session.clock(),
    };
    Ok(crate::tui::run(start)?)
}

fn languages() -> impl clap::builder::TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["en", "ja"]).map(|code| Lang::of_code(&code).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
