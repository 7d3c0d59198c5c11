//! `salesdesk export`: customers, people, deals and the rest as tables, cards, a calendar, or the
//! whole book as JSON Lines.

use std::io::{self, BufWriter, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Args, ValueEnum};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::exit::{Exit, refuse};
use super::named;
use super::progress::{Progress, with_pace};
use super::session::Session;
use crate::domain::agenda::Whose;
use crate::domain::{Id, Trouble};
use crate::exchange::Error;
use crate::exchange::bring_in::Watch;
use crate::exchange::write::column::Desk as Place;
use crate::exchange::write::csv::Sheet;
use crate::exchange::write::export::{self, Format, Job, format_of};
use crate::exchange::write::letters::Encoding;
use crate::exchange::write::preset::Preset;
use crate::exchange::write::source::Who;
use crate::exchange::write::subject::About;
use crate::exchange::write::table::Choice;
use crate::exchange::write::vcard::Version;
use crate::i18n::{Lang, Text, format};
use crate::store::{self, Desk, Finder};

/// Export customers and what hangs on them, or the whole book
#[derive(Args, Debug)]
pub(super) struct Export {
    /// Which customers, as on the search line; all of them unless told
    query: Vec<String>,
    /// How the file is written; by the ending of --out unless told, else csv
    #[arg(long, value_name = "FORMAT")]
    format: Option<Kind>,
    /// What a row is about; `all` gives a workbook a sheet for each
    #[arg(long = "as", value_name = "KIND", default_value = "customers")]
    about: Rows,
    /// The columns of another program
    #[arg(long, value_name = "PROGRAM", conflicts_with_all = ["about", "columns"])]
    preset: Option<Program>,
    /// These columns, as import --map names fields, or by the name of a field of your own
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    columns: Vec<String>,
    /// Only those who may be contacted this way, with the numbers or addresses that may be used
    #[arg(long, value_name = "CHANNEL", value_parser = ["call", "mail"])]
    may: Option<String>,
    /// Those on this call list, in its order; only with numbers that may be called unless told
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    list: Option<String>,
    /// In a calendar, only what waits for you or for nobody in particular
    #[arg(long, conflicts_with = "rep")]
    mine: bool,
    /// In a calendar, only what waits for that rep
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// The file to write; standard output unless told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// How a text table is encoded: utf-8-bom unless told, cp932 for Outlook in Japanese
    #[arg(long)]
    encoding: Option<Letters>,
    /// Put ? for characters the encoding does not have
    #[arg(long)]
    replace: bool,
    /// Leave cells as they are, even those a spreadsheet would compute
    #[arg(long)]
    raw: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A table for spreadsheets
    Csv,
    /// The same with tabs
    Tsv,
    /// A workbook: dates are dates, codes are text
    Xlsx,
    /// Every record, deleted ones too, nothing lost
    Jsonl,
    /// Address cards, version 3
    Vcard,
    /// Address cards, version 4
    Vcard4,
    /// Open next steps for a calendar
    Ics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rows {
    Customers,
    People,
    Deals,
    Purchases,
    Activities,
    NextSteps,
    Inquiries,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Program {
    /// Google Contacts
    Google,
    /// Outlook in English
    Outlook,
    /// Outlook in Japanese
    OutlookJa,
    /// HubSpot contacts
    Hubspot,
    /// HubSpot companies
    HubspotCompanies,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Letters {
    /// UTF-8 as Excel wants it
    #[value(name = "utf-8-bom")]
    Marked,
    /// UTF-8 as it is
    #[value(name = "utf-8")]
    Plain,
    /// For software of that age
    Cp932,
}

impl Export {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let kind = self.kind(session)?;
        self.refuse_nonsense(session, kind)?;
        let desk = session.desk()?;
        let job = self.job(session, &desk, kind)?;
        let done = match self.out.as_deref() {
            Some(path) if path != Path::new("-") => self.to_file(session, &desk, &job, path)?,
            _ => to_stream(session, &desk, &job)?,
        };
        if let Some(path) = &self.out {
            let n = format::count(usize::try_from(done.customers).unwrap_or(usize::MAX));
            let places = [("n", n.as_str()), ("file", &path.display().to_string())];
            session.remark(&Text::ExportedTo.fill(session.lang, &places));
        }
        Ok(())
    }

    fn kind(&self, session: &Session) -> anyhow::Result<Kind> {
        if let Some(kind) = self.format {
            return Ok(kind);
        }
        let Some(path) = self.out.as_deref().filter(|path| *path != Path::new("-")) else {
            return Ok(Kind::Csv);
        };
        match (format_of(path), path.extension()) {
            (Some(name), _) => Kind::from_str(name, true).map_err(|words| refuse(Exit::Usage, words)),
            (None, None) => Ok(Kind::Csv),
            (None, Some(ending)) => {
                let ending = ending.to_string_lossy();
                Err(refuse(Exit::Usage, Text::UnknownEnding.fill(session.lang, &[("ending", &ending)])))
            }
        }
    }

    fn refuse_nonsense(&self, session: &Session, kind: Kind) -> anyhow::Result<()> {
        let table = matches!(kind, Kind::Csv | Kind::Tsv | Kind::Xlsx);
        let shaped = self.preset.is_some() || !self.columns.is_empty() || self.about != Rows::Customers;
        let wrong = match kind {
            Kind::Jsonl if !self.query.is_empty() => Some(Text::JsonlIsWhole),
            Kind::Jsonl if self.may.is_some() || self.list.is_some() => Some(Text::MayIsForTables),
            _ if shaped && !table => Some(Text::ColumnsAreForTables),
            Kind::Csv | Kind::Tsv if self.about == Rows::All => Some(Text::AllIsForWorkbooks),
            Kind::Xlsx if self.about == Rows::All && !self.columns.is_empty() => Some(Text::ColumnsOfOneKind),
            Kind::Xlsx if self.to_terminal() => Some(Text::WorkbookToTerminal),
            _ if kind != Kind::Ics && (self.mine || self.rep.is_some()) => Some(Text::WhoseIsForCalendars),
            _ => None,
        };
        wrong.map_or(Ok(()), |text| Err(refuse(Exit::Usage, text.words(session.lang))))
    }

    fn to_terminal(&self) -> bool {
        let streams = self.out.as_deref().is_none_or(|path| path == Path::new("-"));
        streams && io::stdout().is_terminal()
    }

    fn job(&self, session: &Session, desk: &Desk, kind: Kind) -> anyhow::Result<Job> {
        let whose = match &self.rep {
            Some(name) => named::rep(session, desk, name).map(Whose::Of)?,
            None if self.mine => Whose::Mine,
            None => Whose::Everyones,
        };
        Ok(Job {
            who: self.who(session, desk)?,
            may: self.channel().map(str::to_owned),
            about: self.about(),
            choice: self.choice(),
            format: self.written(kind),
            japanese: session.lang == Lang::Ja,
            place: Place {
                offset: *session.now.offset(),
                currency: session.config.currency.clone(),
                now: session.ms(),
            },
            whose,
            what: self.what(),
        })
    }

    /// Over which channel they must be allowed to be contacted, if over one.
    fn channel(&self) -> Option<&str> {
        self.may.as_deref().or(self.list.as_ref().map(|_| "call"))
    }

    fn who(&self, session: &Session, desk: &Desk) -> anyhow::Result<Who> {
        if let Some(name) = &self.list {
            let list = named::call_list(session, desk, name)?;
            let members = session.stored(desk.members(&list, session.now, &|_| true))?;
            return Ok(Who::These(members.into_iter().filter_map(|entry| entry.customer).collect()));
        }
        let line = self.query.join(" ");
        if line.trim().is_empty() {
            return Ok(Who::Everybody);
        }
        let found: Vec<Id> =
            with_pace(session, |pace| Finder::everybody_once(desk, &line, session.now, pace))?;
        Ok(Who::These(found))
    }

    fn what(&self) -> String {
        let list = self.list.as_ref().map(|name| format!("--list {name}"));
        let may = self.may.as_ref().map(|channel| format!("--may {channel}"));
        let words = [list, may].into_iter().flatten().chain(self.query.iter().cloned());
        words.collect::<Vec<_>>().join(" ")
    }

    fn about(&self) -> Vec<About> {
        match (self.preset, self.about) {
            (Some(Program::HubspotCompanies), _) | (None, Rows::Customers) => vec![About::Customers],
            (Some(_), _) => vec![About::Contacts],
            (None, Rows::People) => vec![About::People],
            (None, Rows::Deals) => vec![About::Deals],
            (None, Rows::Purchases) => vec![About::Purchases],
            (None, Rows::Activities) => vec![About::Activities],
            (None, Rows::NextSteps) => vec![About::NextSteps],
            (None, Rows::Inquiries) => vec![About::Inquiries],
            (None, Rows::All) => About::ALL.to_vec(),
        }
    }

    fn choice(&self) -> Choice {
        let preset = self.preset.map(|program| match program {
            Program::Google => Preset::Google,
            Program::Outlook => Preset::Outlook,
            Program::OutlookJa => Preset::OutlookJa,
            Program::Hubspot => Preset::HubSpot,
            Program::HubspotCompanies => Preset::HubSpotCompanies,
        });
        match preset {
            Some(preset) => Choice::Preset(preset),
            None if self.columns.is_empty() => Choice::Filled,
            None => Choice::These(self.columns.iter().map(|name| name.trim().to_owned()).collect()),
        }
    }

    fn written(&self, kind: Kind) -> Format {
        let text = |delimiter| {
            let sheet = Sheet {
                encoding: self.letters(kind),
                delimiter,
                raw: self.raw,
                phones: self.preset.is_none(),
                ragged: false,
            };
            Format::Text(sheet)
        };
        match kind {
            Kind::Csv => text(b','),
            Kind::Tsv => text(b'\t'),
            Kind::Xlsx => Format::Workbook,
            Kind::Jsonl => Format::Book,
            Kind::Vcard => Format::Cards(Version::Three),
            Kind::Vcard4 => Format::Cards(Version::Four),
            Kind::Ics => Format::Calendar,
        }
    }

    const fn letters(&self, kind: Kind) -> Encoding {
        match (self.encoding, self.preset, kind) {
            (Some(Letters::Cp932), ..) | (None, Some(Program::OutlookJa), _) => {
                Encoding::Cp932 { replace: self.replace }
            }
            (Some(Letters::Plain), ..) | (None, None, Kind::Tsv) => Encoding::Plain,
            _ => Encoding::Marked,
        }
    }

    fn to_file(
        &self,
        session: &Session,
        desk: &Desk,
        job: &Job,
        path: &Path,
    ) -> anyhow::Result<export::Done> {
        let signal = Arc::new(AtomicUsize::new(0));
        for (number, exit) in SIGNALS {
            signal_hook::flag::register_usize(*number, Arc::clone(&signal), *exit as usize)?;
        }
        let mut progress = Progress::of(session);
        let mut watch = Watch {
            progress: &mut |read, all| progress.show(read, all),
            stop: &|| signal.load(Ordering::Relaxed) != 0,
        };
        let done = export::to_file(desk, job, path, self.force, &mut watch);
        drop(progress);
        let ended = signal.load(Ordering::Relaxed);
        done.map_err(|error| match (error, SIGNALS.iter().find(|(_, exit)| *exit as usize == ended)) {
            (Error::Store(store::Error::Cancelled), Some((_, exit))) => {
                refuse(*exit, Text::ExportCancelled.words(session.lang))
            }
            (error, _) => refusal(session, error),
        })
    }
}

/// The signals that end an export and leave no file, and what the program then ends with.
const SIGNALS: &[(i32, Exit)] =
    &[(SIGINT, Exit::Interrupted), (SIGTERM, Exit::Terminated), (SIGHUP, Exit::HungUp)];

fn to_stream(session: &Session, desk: &Desk, job: &Job) -> anyhow::Result<export::Done> {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let mut out = BufWriter::new(io::stdout());
    export::to_stream(desk, job, &mut out, &mut watch).map_err(|error| refusal(session, error))
}

/// What went wrong with a file, as this program ends with it.
pub(super) fn refusal(session: &Session, error: Error) -> anyhow::Error {
    match error {
        Error::Store(error) => session.stored::<()>(Err(error)).expect_err("an error stays one"),
        Error::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => source.into(),
        Error::Exists(_) => refuse(Exit::Undecided, error.to_string()),
        Error::NoSuchField(_) => refuse(Exit::Usage, error.to_string()),
        Error::Io { what, source } if source.kind() == io::ErrorKind::StorageFull => {
            Trouble::File { path: what, why: Text::NoRoom.words(session.lang).to_owned() }.into()
        }
        Error::Io { what, source } => Trouble::File { path: what, why: source.to_string() }.into(),
        error => refuse(Exit::Failure, error.to_string()),
    }
}
