//! Writes a report to a file or a stream, in the form that whoever knows the language made of it.

use std::io::Write;

use super::Bench;
use super::export::trouble;
use super::files::meant;
use crate::app::msg::Reply;
use crate::app::report_file::Leaving;
use crate::domain::report::{Document, Figure};
use crate::exchange::Error;
use crate::exchange::write::html::{Words, html};
use crate::exchange::write::{file, report};

/// How a figure is written.
pub type Shown = Box<dyn Fn(&Figure) -> String + Send + Sync>;

/// What is written.
pub enum Form {
    /// These words.
    Words(String),
    /// A page.
    Page {
        /// The language's code.
        lang: &'static str,
        /// How figures are written in it.
        shown: Shown,
        /// When it was made, and by what.
        made: String,
        /// The heading of the definitions.
        definitions: &'static str,
    },
    /// Tables.
    Tables,
    /// A workbook, whose last sheet is called this.
    Workbook(&'static str),
}

/// Writes a report that a screen shows to a file that appears whole or not at all, and says what came
/// of it; without a form its figures, for programs.
pub fn write(bench: &Bench, leaving: &Leaving, form: Option<&Form>) -> Reply {
    let path = meant(&leaving.path);
    let written = file::write(&path, leaving.force, |out| {
        if let Some(form) = form {
            return fill(form, &leaving.document, out);
        }
        let (desk, here) = (bench.to_read()?, *leaving.now.offset());
        put(&format!("{}\n", report::json::json(&desk, here, &leaving.figures)?), out)
    });
    match written {
        Ok(()) => {
            let path = std::path::absolute(&path).unwrap_or(path);
            Reply::ReportWritten { path: path.display().to_string() }
        }
        Err(Error::Exists(_)) => Reply::WouldOverwrite,
        Err(error) => Reply::Failed { ticket: None, trouble: trouble(bench, error) },
    }
}

/// Writes a document in a form.
pub fn fill(form: &Form, document: &Document, out: &mut (dyn Write + Send)) -> Result<(), Error> {
    match form {
        Form::Words(words) => put(words, out),
        Form::Page { lang, shown, made, definitions } => {
            html(document, &Words { lang, shown, made: made.clone(), definitions }, out)
        }
        Form::Tables => report::csv(document, out),
        Form::Workbook(definitions) => report::xlsx(document, definitions, out),
    }
}

/// Writes words.
pub fn put(words: &str, out: &mut (dyn Write + Send)) -> Result<(), Error> {
    out.write_all(words.as_bytes()).map_err(Error::io("the report"))
}
