//! Where a report goes and in which format: the terminal, or a file that appears whole or not at all.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::super::exit::{Exit, refuse};
use super::super::out;
use super::super::session::Session;
use crate::domain::report::{Document, Figure, Figures};
use crate::domain::safe::safe_lines;
use crate::exchange::Error;
use crate::exchange::write::file;
use crate::exchange::write::html::{Words, html};
use crate::exchange::write::report::{csv, json, xlsx};
use crate::i18n::report::{document, markdown, shown};
use crate::i18n::{Text, day_report, format};
use crate::store::Desk;
use crate::tui::{glyphs, printed};

/// Where to, and how.
#[derive(Args, Debug)]
pub(super) struct Written {
    /// The file to write; standard output unless told
    #[arg(long, value_name = "FILE", global = true)]
    out: Option<PathBuf>,
    /// How it is written; by the ending of --out unless told
    #[arg(long, value_enum, global = true)]
    format: Option<Format>,
    /// Write over a file that is there
    #[arg(long, global = true)]
    force: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables with bars
    #[value(alias = "txt")]
    Text,
    /// Tables for a wiki or a mail
    #[value(alias = "md")]
    Markdown,
    /// One page for a browser or a printer
    #[value(alias = "htm")]
    Html,
    /// Tables for a spreadsheet
    Csv,
    /// A workbook
    Xlsx,
    /// Every figure, for programs
    Json,
}

impl Written {
    /// Writes it.
    pub(super) fn write(&self, session: &Session, desk: &Desk, figures: &Figures) -> anyhow::Result<()> {
        let format = self.format(session)?;
        let to_file = self.out.as_deref().filter(|path| *path != Path::new("-"));
        if format == Format::Xlsx && to_file.is_none() && io::stdout().is_terminal() {
            return Err(refuse(Exit::Usage, Text::WorkbookToTerminal.words(session.lang)));
        }
        let read = || session.stored(json::json(desk, *session.now.offset(), figures));
        let json = (format == Format::Json).then(read).transpose()?;
        match (to_file, json) {
            (None, Some(json)) => out::json(&json),
            (None, None) => {
                let mut whole = Vec::new();
                fill(session, figures, format, &mut whole)?;
                // A name may hold what a terminal would act on; a program gets every byte.
                if io::stdout().is_terminal() {
                    return out::raw(safe_lines(&String::from_utf8_lossy(&whole)).as_bytes());
                }
                out::raw(&whole)
            }
            (Some(path), json) => {
                file::write(path, self.force, |out| match &json {
                    Some(json) => put(out, &format!("{json}\n")),
                    None => fill(session, figures, format, out),
                })?;
                let places = [("file", &*path.display().to_string())];
                session.remark(&Text::ReportWritten.fill(session.lang, &places));
                Ok(())
            }
        }
    }

    fn format(&self, session: &Session) -> anyhow::Result<Format> {
        if session.json {
            return Ok(Format::Json);
        }
        let ending = self.out.as_ref().and_then(|path| path.extension());
        match (self.format, ending.map(|ending| ending.to_string_lossy().to_lowercase())) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Format::Text),
            (None, Some(ending)) => Format::from_str(&ending, true).map_err(|_| {
                let words = Text::UnknownReportEnding.fill(session.lang, &[("ending", &ending)]);
                refuse(Exit::Usage, words)
            }),
        }
    }
}

fn fill(
    session: &Session,
    figures: &Figures,
    format: Format,
    out: &mut (dyn Write + Send),
) -> Result<(), Error> {
    let lang = session.lang;
    let document = document(figures, lang);
    match (format, figures) {
        (Format::Html, _) => page(session, &document, out),
        (Format::Csv, _) => csv(&document, out),
        (Format::Xlsx, _) => xlsx(&document, Text::Definitions.words(lang), out),
        (Format::Markdown, Figures::Day(date, day)) => put(out, &day_report::markdown(day, lang, *date)),
        (Format::Markdown, _) => put(out, &markdown(&document, lang)),
        (_, Figures::Day(date, day)) => put(out, &day_report::text(day, lang, *date)),
        _ => put(out, &printed::text(&document, lang, &glyphs(&session.config))),
    }
}

fn put(out: &mut dyn Write, words: &str) -> Result<(), Error> {
    out.write_all(words.as_bytes()).map_err(Error::io("the report"))
}

fn page(session: &Session, document: &Document, out: &mut dyn Write) -> Result<(), Error> {
    let lang = session.lang;
    let (day, time) = (format::whole_day(session.now.date_naive(), lang), format::time(session.now));
    let words = Words {
        lang: lang.code(),
        shown: &|figure: &Figure| shown(figure, lang),
        made: Text::ReportMade.fill(lang, &[("at", &format!("{day} {time}"))]),
        definitions: Text::Definitions.words(lang),
    };
    html(document, &words, out)
}
