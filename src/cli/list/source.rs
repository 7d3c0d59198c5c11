//! Whom a list is made of: a search, a pasted list, an import, or what calls from another list
//! came to.

use std::path::PathBuf;

use clap::Args;

use crate::cli::exit::{Exit, refuse};
use crate::cli::import;
use crate::cli::progress::{Progress, with_pace};
use crate::cli::session::Session;
use crate::domain::call_list::CallList;
use crate::domain::entry::Entry;
use crate::domain::pasted::Reject;
use crate::domain::query::Query;
use crate::domain::{Id, Trouble, Write};
use crate::exchange::pasted::{self, How};
use crate::i18n::{Lang, Text};
use crate::store::{self, Desk, Finder};

/// The longest script, in bytes.
const SCRIPT: u64 = 64 << 10;

/// Where customers come from; one of these.
#[derive(Args, Debug)]
pub(in crate::cli) struct Source {
    /// Words and filters, as on the search line
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Whoever answers this saved view, and the words
    #[arg(long, value_name = "VIEW", conflicts_with_all = ["paste", "batch", "outcome_of"])]
    view: Option<String>,
    /// A file that names one customer a line, by number, code, mail or name; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "batch", "outcome_of"])]
    pub(super) paste: Option<PathBuf>,
    /// The pasted file's encoding, where it cannot be told
    #[arg(long, requires = "paste")]
    encoding: Option<String>,
    /// Make customers of pasted numbers that nobody has
    #[arg(long, requires = "paste")]
    add_unknown: bool,
    /// The customers of an import: its batch, or the beginning of it
    #[arg(long, value_name = "BATCH", conflicts_with_all = ["query", "outcome_of"])]
    batch: Option<String>,
    /// Those whose last call from this list ended with --outcome
    #[arg(long, value_name = "LIST", requires = "outcome", conflicts_with = "query")]
    outcome_of: Option<String>,
    /// An outcome's code, or several with commas
    #[arg(long, value_name = "CODE", requires = "outcome_of", value_delimiter = ',')]
    outcome: Vec<String>,
    /// At most so many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
}

/// Whoever was found.
pub(in crate::cli) struct Found {
    /// In order.
    pub(in crate::cli) customers: Vec<Id>,
    /// The writes that make those of them who are new.
    pub(in crate::cli) new: Vec<Write>,
    /// Pasted lines that name nobody.
    pub(super) rejects: Vec<Reject>,
    /// As `made_from` says it.
    pub(super) from: &'static str,
    /// Says that it is nobody.
    nobody: String,
}

impl Source {
    /// The search line.
    ///
    /// # Errors
    /// Refuses a view that is not there, or cannot be asked as it was meant.
    pub(in crate::cli) fn line(&self, session: &Session, desk: &Desk) -> anyhow::Result<String> {
        let mut line = self.query.join(" ");
        if let Some(name) = &self.view {
            line = format!("{} {line}", crate::cli::find::asked(session, desk, name)?.query);
        }
        Ok(line.trim().to_owned())
    }

    /// Says whether a search names the customers.
    pub(in crate::cli) const fn is_search(&self) -> bool {
        self.paste.is_none() && self.batch.is_none() && self.outcome_of.is_none()
    }

    /// Finds them.
    ///
    /// # Errors
    /// Refuses where no source is named, and a search line that cannot mean what it says.
    pub(in crate::cli) fn find(&self, session: &Session, desk: &Desk) -> anyhow::Result<Found> {
        let mut found = if let Some(path) = &self.paste {
            self.pasted(session, desk, path)?
        } else if let Some(batch) = &self.batch {
            imported(session, desk, batch)?
        } else if let Some(list) = &self.outcome_of {
            self.left(session, desk, list)?
        } else {
            searched(session, desk, &self.line(session, desk)?)?
        };
        found.limit(self.limit);
        Ok(found)
    }

    fn pasted(&self, session: &Session, desk: &Desk, path: &std::path::Path) -> anyhow::Result<Found> {
        let refused = |error| import::refusal(session, path, error);
        let text = pasted::text(path, pasted::LARGEST, self.encoding.as_deref(), session.lang == Lang::Ja)
            .map_err(refused)?;
        let how = How { region: &session.config.region, add_unknown: self.add_unknown, now: session.ms() };
        let mut progress = Progress::of(session);
        let placed =
            pasted::placed(desk, &text, how, &mut |done, all| progress.show(done, all)).map_err(refused)?;
        Ok(Found {
            new: placed.writes().collect(),
            customers: placed.customers,
            rejects: placed.rejects,
            from: "paste",
            nobody: Text::NobodyPasted.words(session.lang).to_owned(),
        })
    }

    fn left(&self, session: &Session, desk: &Desk, list: &str) -> anyhow::Result<Found> {
        let list = crate::cli::named::call_list(session, desk, list)?;
        let known = session.stored(desk.outcomes())?;
        let mut codes = Vec::with_capacity(self.outcome.len());
        for given in &self.outcome {
            let code = known.iter().find(|outcome| outcome.code.eq_ignore_ascii_case(given.trim()));
            let all: Vec<&str> = known.iter().map(|outcome| outcome.code.as_str()).collect();
            let refusal = || {
                let places = [("given", given.as_str()), ("codes", &all.join(", "))];
                refuse(Exit::Usage, Text::NoSuchOutcomeCode.fill(session.lang, &places))
            };
            codes.push(code.ok_or_else(refusal)?.code.clone());
        }
        let places = [("name", list.name.as_str()), ("codes", &codes.join(", "))];
        let nobody = Text::NobodyLeftWith.fill(session.lang, &places);
        let customers = session.stored(desk.left_with(list.id, &codes))?;
        Ok(Found { customers, new: Vec::new(), rejects: Vec::new(), from: "outcome", nobody })
    }
}

impl Found {
    /// Leaves out who comes after the first so many, and whoever is new among them.
    fn limit(&mut self, limit: Option<u32>) {
        let limit = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        if limit < self.customers.len() {
            let left_out: std::collections::HashSet<Id> = self.customers.drain(limit..).collect();
            let whose = |write: &Write| match write
                .fields
                .iter()
                .find(|(code, _)| Some(*code) == write.noun.customer_field())
            {
                Some((_, crate::domain::Value::Ref(bytes))) => Id::from_bytes(*bytes),
                _ => write.id,
            };
            self.new.retain(|write| !left_out.contains(&whose(write)));
        }
    }

    /// Refuses nobody: rejected lines are told first.
    pub(super) fn refuse_nobody(&self, session: &Session) -> anyhow::Result<()> {
        if !self.customers.is_empty() {
            return Ok(());
        }
        self.tell_rejects(session);
        Err(refuse(Exit::NotFound, self.nobody.as_str()))
    }
}

/// Everybody who answers a search line.
pub(super) fn searched(session: &Session, desk: &Desk, line: &str) -> anyhow::Result<Found> {
    refuse_meaningless(session, line)?;
    let customers = with_pace(session, |pace| Finder::everybody_once(desk, line, session.now, pace))?;
    let nobody = Text::NobodyAnswers.fill(session.lang, &[("given", line)]);
    Ok(Found { customers, new: Vec::new(), rejects: Vec::new(), from: "search", nobody })
}

/// Refuses a line that asks for nothing, or that leaves a filter out: it would mean everybody.
pub(super) fn refuse_meaningless(session: &Session, line: &str) -> anyhow::Result<()> {
    let query = Query::parse(line);
    if let Some(hint) = query.hints.iter().find(|hint| hint.value.is_empty()) {
        let words = Text::FilterMeansNothing.fill(session.lang, &[("given", &hint.typed)]);
        return Err(refuse(Exit::Usage, words));
    }
    if query.is_empty() {
        return Err(refuse(Exit::Usage, Text::ListNeedsSource.words(session.lang)));
    }
    Ok(())
}

/// Whoever is on a list, in its order.
pub(super) fn members(session: &Session, desk: &Desk, list: &CallList) -> anyhow::Result<Vec<Entry>> {
    with_pace(session, |pace| desk.members(list, session.now, pace))
}

fn imported(session: &Session, desk: &Desk, batch: &str) -> anyhow::Result<Found> {
    let customers = match desk.imported(batch) {
        Err(store::Error::Trouble(Trouble::NotFound(_))) => {
            let words = Text::NoSuchImport.fill(session.lang, &[("given", batch)]);
            return Err(refuse(Exit::NotFound, words));
        }
        other => session.stored(other)?,
    };
    let nobody = Text::NobodyImported.words(session.lang).to_owned();
    Ok(Found { customers, new: Vec::new(), rejects: Vec::new(), from: "import", nobody })
}

/// The words of a script's file, as they are kept.
pub(super) fn script(session: &Session, path: &std::path::Path) -> anyhow::Result<String> {
    let text = pasted::text(path, SCRIPT, None, session.lang == Lang::Ja);
    text.map_err(|error| import::refusal(session, path, error))
}
