//! Where a report goes and in which format: the terminal, or a file that appears whole or not at all.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::super::exit::{Exit, refuse};
use super::super::out;
use super::super::session::Session;
use crate::domain::report::{Figures, Format};
use crate::domain::safe::safe_lines;
use crate::exchange::Error;
use crate::exchange::write::file;
use crate::exchange::write::report::json;
use crate::i18n::Text;
use crate::i18n::report::document;
use crate::store::Desk;
use crate::tui::{glyphs, printed};
use crate::work::report_file;

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

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Text, Self::Markdown, Self::Html, Self::Csv, Self::Xlsx, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new;
        Some(match self {
            Self::Text => value("text").help("Tables with bars").alias("txt"),
            Self::Markdown => value("markdown").help("Tables for a wiki or a mail").alias("md"),
            Self::Html => value("html").help("One page for a browser or a printer").alias("htm"),
            Self::Csv => value("csv").help("Tables for a spreadsheet"),
            Self::Xlsx => value("xlsx").help("A workbook"),
            Self::Json => value("json").help("Every figure, for programs"),
        })
    }
}

impl Written {
    /// Writes it.
    pub(super) fn write(&self, session: &Session, desk: &Desk, figures: &Figures) -> anyhow::Result<()> {
        let format = self.format(session)?;
        let to_file = self.out.as_deref().filter(|path| *path != Path::new("-"));
        if format == Format::Xlsx && to_file.is_none() && io::stdout().is_terminal() {
            return Err(refuse(Exit::Usage, Text::WorkbookToTerminal.words(session.lang)));
        }
        let document = document(figures, session.lang);
        let glyphs = glyphs(&session.config);
        let Some(form) = printed::form(format, figures, &document, session.lang, session.now, &glyphs) else {
            let json = session.stored(json::json(desk, *session.now.offset(), figures))?;
            return match to_file {
                None => out::json(&json),
                Some(path) => self.to_file(session, path, |out| report_file::put(&format!("{json}\n"), out)),
            };
        };
        if let Some(path) = to_file {
            return self.to_file(session, path, |out| report_file::fill(&form, &document, out));
        }
        let mut whole = Vec::new();
        report_file::fill(&form, &document, &mut whole)?;
        // A name may hold what a terminal would act on; a program gets every byte.
        if io::stdout().is_terminal() {
            return out::raw(safe_lines(&String::from_utf8_lossy(&whole)).as_bytes());
        }
        out::raw(&whole)
    }

    fn to_file(
        &self,
        session: &Session,
        path: &Path,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), Error>,
    ) -> anyhow::Result<()> {
        file::write(path, self.force, fill)?;
        session.remark(&Text::ReportWritten.fill(session.lang, &[("file", &*path.display().to_string())]));
        Ok(())
    }

    fn format(&self, session: &Session) -> anyhow::Result<Format> {
        if session.json {
            return Ok(Format::Json);
        }
        let path = self.out.as_deref().filter(|path| path.extension().is_some());
        let Some(path) = path.filter(|_| self.format.is_none()) else {
            return Ok(self.format.unwrap_or(Format::Text));
        };
        Format::of_file(path).ok_or_else(|| {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            refuse(Exit::Usage, Text::UnknownReportEnding.fill(session.lang, &[("ending", &ending)]))
        })
    }
}
