//! What every command stands on: the flags all of them take, the settings, the clock and the book.

use std::env;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use chrono::{DateTime, FixedOffset, Local};

use super::Flags;
use super::exit::{Exit, refuse, told};
use crate::config::Config;
use crate::domain::erasure::Erasure;
use crate::domain::page::Page;
use crate::domain::person::Person;
use crate::domain::record::GONE;
use crate::domain::safe::{safe, safe_lines};
use crate::domain::{Id, Noun, Record, Trouble};
use crate::i18n::{Lang, Text, format, label};
use crate::paths::Paths;
use crate::store::{self, Desk, Twin, Walker};

/// The surroundings of one command.
pub(super) struct Session {
    /// Where everything is kept.
    pub(super) paths: Paths,
    /// The settings.
    pub(super) config: Config,
    /// What is wrong with the config file.
    pub(super) warning: Option<String>,
    /// The language of what people read.
    pub(super) lang: Lang,
    /// Now, in the zone of whoever sits here.
    pub(super) now: DateTime<FixedOffset>,
    /// Results are for a program.
    pub(super) json: bool,
    /// Nobody may be asked.
    pub(super) no_input: bool,
    pub(super) quiet: bool,
    /// What opens an encrypted book.
    #[cfg(feature = "sqlcipher")]
    opening: super::encrypt::BookOpening,
    /// The book may lie where it would be refused.
    anywhere: bool,
}

impl Session {
    /// Reads the settings and the clock.
    pub(super) fn begin(flags: &Flags) -> anyhow::Result<Self> {
        let paths = Paths::find(flags.db.clone().filter(|path| !path.as_os_str().is_empty()));
        let (config, warning) = Config::read(&paths.config);
        let lang = language(flags, &config);
        let session = Self {
            lang,
            now: clock(lang)?,
            json: flags.json,
            no_input: flags.no_input,
            quiet: flags.quiet,
            #[cfg(feature = "sqlcipher")]
            opening: flags.opening.clone(),
            anywhere: flags.unsafe_location,
            paths,
            config,
            warning,
        };
        if let Some(warning) = &session.warning {
            session.remark(warning);
        }
        Ok(session)
    }

    /// Now, in Unix milliseconds.
    pub(super) const fn ms(&self) -> i64 {
        self.now.timestamp_millis()
    }

    /// The clock of the desk: fixed where `SALESDESK_NOW` fixes it.
    pub(super) fn clock(&self) -> crate::work::Clock {
        let (now, fixed) = (self.now, env::var_os("SALESDESK_NOW").is_some_and(|fixed| !fixed.is_empty()));
        std::sync::Arc::new(move || if fixed { now } else { Local::now().fixed_offset() })
    }

    /// The book, made where there is none.
    pub(super) fn desk(&self) -> anyhow::Result<Desk> {
        self.open(&self.paths.book)
    }

    /// Makes the key of an encrypted book known.
    #[cfg(feature = "sqlcipher")]
    pub(super) fn unlock(&self, book: &Path) -> anyhow::Result<()> {
        self.opening.unlock(self, book)
    }

    /// Nothing: this build reads no encrypted book, and the store says so.
    #[cfg(not(feature = "sqlcipher"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "other builds ask for a key")]
    pub(super) const fn unlock(&self, _book: &Path) -> anyhow::Result<()> {
        Ok(())
    }

    /// The book at `path`, made where there is none.
    pub(super) fn open(&self, path: &Path) -> anyhow::Result<Desk> {
        self.unlock(path)?;
        let ours = path.parent().filter(|folder| Some(*folder) == self.paths.demo.parent());
        let closed = ours.and_then(|folder| Some((folder, store::close_folder(folder)?)));
        let open = if self.anywhere { Desk::open_anyway } else { Desk::open };
        let desk = self.stored(open(path, &self.rep_name(), self.ms()))?;
        let mut desk = desk.counting_in(&self.config.currency);
        for (path, mode) in closed.into_iter().chain(desk.widened().map(|mode| (path, mode))) {
            let places = [("path", &*path.display().to_string()), ("mode", &*format!("{mode:o}"))];
            self.remark(&Text::ModesClosed.fill(self.lang, &places));
        }
        match self.stored(desk.look_for_twin(&self.paths.desks, self.ms()))? {
            Some(Twin::Elsewhere) => self.remark(Text::BookElsewhere.words(self.lang)),
            Some(Twin::PutBack) => self.remark(Text::BookPutBack.words(self.lang)),
            None => {}
        }
        Ok(desk)
    }

    /// A store's answer, its error as the trouble a person can act on.
    pub(super) fn stored<T>(&self, answer: store::Result<T>) -> anyhow::Result<T> {
        answer.map_err(|error| match error {
            store::Error::Cancelled => error.into(),
            error => error.trouble(&self.paths.book.display().to_string()).into(),
        })
    }

    /// A call list in memory, as it stands now.
    pub(super) fn walker(&self, desk: &Desk, list: Id) -> anyhow::Result<Walker> {
        self.stored(Walker::open(desk, list, self.now, self.habits().callback, &|_| true))
    }

    /// The page of the customer that `name` means, with its newest `limit` activities.
    pub(super) fn page(&self, desk: &Desk, name: &str, limit: usize) -> anyhow::Result<Page> {
        let id = match desk.customer(name) {
            Err(store::Error::Trouble(Trouble::NotFound(_))) => return Err(self.nobody(desk, name)?.into()),
            found => self.stored(found)?,
        };
        let page = self.stored(desk.page(id, limit))?;
        page.ok_or_else(|| Trouble::NotFound(name.to_owned()).into())
    }

    /// Why nobody answers to `name`: they were erased, or never were.
    fn nobody(&self, desk: &Desk, name: &str) -> anyhow::Result<Trouble> {
        Ok(match self.erasure(desk, name)? {
            Some(erasure) => Trouble::Erased(erasure.at),
            None => Trouble::NotFound(name.to_owned()),
        })
    }

    /// The erasure of whoever `name` means by id, where they were erased.
    pub(super) fn erasure(&self, desk: &Desk, name: &str) -> anyhow::Result<Option<Erasure>> {
        match desk.anybody(name) {
            Ok(id) => self.stored(desk.erasure_of(id)),
            Err(_) => Ok(None),
        }
    }

    /// Every record of a noun that is not deleted.
    pub(super) fn all<R: Record>(&self, desk: &Desk) -> anyhow::Result<Vec<R>> {
        let mut all = Vec::new();
        let read = desk.each(R::NOUN, |id, values| {
            let mut record = R::default();
            record.set_id(id);
            for (field, value) in R::FIELDS.iter().zip(values) {
                record.put(field.code, value.clone());
            }
            if record.get(GONE).is_null() {
                all.push(record);
            }
            Ok(())
        });
        self.stored(read)?;
        Ok(all)
    }

    /// The record of a noun whose id begins with `given`.
    pub(super) fn record(&self, desk: &Desk, noun: Noun, given: &str) -> anyhow::Result<Id> {
        desk.record(noun, given).or_else(|error| match error {
            store::Error::Trouble(Trouble::NotFound(_)) => Err(self.no_such(noun, given, std::iter::empty())),
            error => self.stored(Err(error)),
        })
    }

    /// An error's sentence.
    pub(super) fn sentence(&self, error: &anyhow::Error) -> String {
        told(error, self.lang).map(|(_, sentence)| sentence).unwrap_or_default()
    }

    /// The person of this page that `name` means: a name, a part of one, or the beginning of an id.
    pub(super) fn person(&self, page: &Page, name: &str) -> anyhow::Result<Id> {
        let name = name.trim();
        let means = |person: &&Person| {
            person.id.to_string().starts_with(name) || person.name().split(' ').any(|part| part == name)
        };
        let exact = page.people.iter().find(|person| person.name() == name);
        let found: Vec<&Person> = match exact {
            Some(person) => vec![person],
            None => page.people.iter().filter(means).collect(),
        };
        match found.as_slice() {
            [person] => Ok(person.id),
            _ => Err(self.no_such(Noun::Person, name, page.people.iter().map(Person::name))),
        }
    }

    /// Says that no record of a noun is meant by `given`, and which there are.
    pub(super) fn no_such(
        &self,
        noun: Noun,
        given: &str,
        candidates: impl Iterator<Item = String>,
    ) -> anyhow::Error {
        let candidates = candidates.collect::<Vec<_>>().join(", ");
        let candidates = if candidates.is_empty() { candidates } else { format!(" ({candidates})") };
        let noun = label::noun(noun, self.lang);
        let places = [("noun", noun), ("given", given), ("candidates", &candidates)];
        refuse(Exit::NotFound, Text::NoSuchRecord.fill(self.lang, &places))
    }

    /// A moment, given in Unix milliseconds, as people here write it.
    pub(super) fn moment(&self, ms: i64) -> String {
        format::moment(format::local(ms, self.now), self.now, self.lang)
    }

    /// Says something that is not a result.
    pub(super) fn remark(&self, words: &str) {
        if !self.quiet {
            complain(words);
        }
    }

    /// Asks yes or no.
    ///
    /// # Errors
    /// Refuses where nobody may be asked, or nobody is there; `flag` says how to decide beforehand.
    pub(super) fn agree(&self, question: &str, flag: &str) -> anyhow::Result<bool> {
        if self.no_input || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            let words = Text::NeedsDecision.fill(self.lang, &[("question", question), ("flag", flag)]);
            return Err(refuse(Exit::Undecided, words));
        }
        write!(io::stderr(), "{} [y/N] ", safe(question))?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "はい"))
    }

    /// What whoever sits here is called.
    pub(super) fn rep_name(&self) -> String {
        let names = [Some(self.config.rep.clone()), env::var("USER").ok(), env::var("LOGNAME").ok()];
        names.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or_else(|| "me".into())
    }
}

/// What was given, or standard input where that is `-`.
pub(super) fn text_or_stdin(given: &str) -> io::Result<String> {
    if given != "-" {
        return Ok(given.to_owned());
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

/// What a person types to mean this customer: its code, else as much of its id as is surely its own.
pub(super) fn handle(id: Id, code: &str) -> String {
    if code.is_empty() { id.to_string().chars().take(23).collect() } else { code.to_owned() }
}

/// The language: the flag, the config, the locale.
pub(super) fn language(flags: &Flags, config: &Config) -> Lang {
    let locales = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).ok());
    config.lang(flags.lang, locales.each_ref().map(Option::as_deref))
}

/// The wall clock, unless `SALESDESK_NOW` fixes it.
fn clock(lang: Lang) -> anyhow::Result<DateTime<FixedOffset>> {
    let Some(fixed) = env::var_os("SALESDESK_NOW").filter(|fixed| !fixed.is_empty()) else {
        return Ok(Local::now().fixed_offset());
    };
    let text = fixed.to_string_lossy();
    DateTime::parse_from_rfc3339(&text)
        .map_err(|_| refuse(Exit::Usage, Text::BadClock.fill(lang, &[("given", &text)])))
}

/// Says on standard error why it did not work.
pub(super) fn complain(sentence: &str) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(io::stderr(), "salesdesk: {}", safe_lines(sentence));
}

/// Says whether there is a terminal to draw on and type at.
pub(super) fn has_terminal() -> bool {
    let dumb = env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    !dumb && io::stdin().is_terminal() && io::stdout().is_terminal()
}
