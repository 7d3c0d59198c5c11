//! Writes the report that a screen shows to a file, in the form its ending said.

use std::io::Write;

use super::Bench;
use super::export::trouble;
use super::files::meant;
use crate::app::msg::Reply;
use crate::app::report_file::{Form, Leaving};
use crate::exchange::Error;
use crate::exchange::write::html::{Words, html};
use crate::exchange::write::{file, report};

/// What comes of filling a file.
type Outcome = Result<(), Error>;

/// Writes a report to a file that appears whole or not at all, and says what came of it.
pub fn write(bench: &Bench, leaving: &Leaving) -> Reply {
    let path = meant(&leaving.path);
    match file::write(&path, leaving.force, |out| fill(bench, leaving, out)) {
        Ok(()) => {
            let path = std::path::absolute(&path).unwrap_or(path);
            Reply::ReportWritten { path: path.display().to_string() }
        }
        Err(Error::Exists(_)) => Reply::WouldOverwrite,
        Err(error) => Reply::Failed { ticket: None, trouble: trouble(bench, error) },
    }
}

fn fill(bench: &Bench, leaving: &Leaving, out: &mut (dyn Write + Send)) -> Outcome {
    let put = |out: &mut (dyn Write + Send), words: &str| {
        out.write_all(words.as_bytes()).map_err(Error::io("the report"))
    };
    match &leaving.form {
        Form::Words(words) => put(out, words),
        Form::Page { lang, shown, made, definitions } => {
            let words = Words { lang, shown: &shown.0, made: made.clone(), definitions };
            html(&leaving.document, &words, out)
        }
        Form::Workbook(definitions) => report::xlsx(&leaving.document, definitions, out),
        Form::Figures => {
            let (desk, here) = (bench.to_read()?, *(bench.clock)().offset());
            put(out, &format!("{}\n", report::json::json(&desk, here, &leaving.figures)?))
        }
        // What was to be drawn and was not is told in tables.
        Form::Tables | Form::Drawn => report::csv(&leaving.document, out),
    }
}
