//! `salesdesk export`: customers as a table, or the whole book as JSON Lines.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::exit::{Exit, refuse};
use super::find;
use super::named;
use super::session::Session;
use crate::domain::contact::cleared;
use crate::domain::record::GONE;
use crate::domain::{Id, Noun, Trouble, Value, Write as Record};
use crate::exchange::Error;
use crate::exchange::map::target::Target;
use crate::exchange::write::csv::{self, COLUMNS, Encoding, Sheet};
use crate::exchange::write::file;
use crate::exchange::write::jsonl;
use crate::i18n::{Lang, Text, field, label};
use crate::store::{self, Desk};

/// Export customers, or the whole book
#[derive(Args, Debug)]
pub(super) struct Export {
    /// Which customers, as on the search line; all of them unless told
    query: Vec<String>,
    /// A table of customers, or everything in a fixed order
    #[arg(long, default_value = "csv")]
    format: Format,
    /// Only those who may be contacted this way, with the numbers or addresses that may be used
    #[arg(long, value_name = "CHANNEL", value_parser = ["call", "mail"])]
    may: Option<String>,
    /// Those on this call list, in its order; only with numbers that may be called unless told
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    list: Option<String>,
    /// The file to write; standard output unless told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// How a table is encoded
    #[arg(long, default_value = "utf-8-bom")]
    encoding: Letters,
    /// Put ? for characters the encoding does not have
    #[arg(long)]
    replace: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for spreadsheets
    Csv,
    /// Every record, deleted ones too, nothing lost
    Jsonl,
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
        if self.format == Format::Jsonl && !self.query.is_empty() {
            return Err(refuse(Exit::Usage, Text::JsonlIsWhole.words(session.lang)));
        }
        if self.format == Format::Jsonl && (self.may.is_some() || self.list.is_some()) {
            return Err(refuse(Exit::Usage, Text::MayIsForTables.words(session.lang)));
        }
        let desk = session.desk()?;
        let ids = if self.format == Format::Csv { self.ids(session, &desk)? } else { Vec::new() };
        let fill = |out: &mut dyn Write| match self.format {
            Format::Csv => self.table(session, &desk, &ids, out),
            Format::Jsonl => book(&desk, out),
        };
        let done = if let Some(path) = &self.out {
            file::write(path, self.force, fill)
        } else {
            let mut out = BufWriter::new(io::stdout().lock());
            fill(&mut out).and_then(|()| out.flush().map_err(Error::io("standard output")))
        };
        done.map_err(refusal)
    }

    /// Over which channel they must be allowed to be contacted, if over one.
    fn channel(&self) -> Option<&str> {
        self.may.as_deref().or(self.list.as_ref().map(|_| "call"))
    }

    fn ids(&self, session: &Session, desk: &Desk) -> anyhow::Result<Vec<Id>> {
        if let Some(name) = &self.list {
            let list = named::call_list(session, desk, name)?;
            let members = session.stored(desk.members(&list, session.now, &|_| true))?;
            return Ok(members.into_iter().filter_map(|entry| entry.customer).collect());
        }
        if !self.query.is_empty() {
            let lines = find::lines(session, desk, &self.query.join(" "), usize::MAX)?;
            return Ok(lines.into_iter().map(|line| line.id).collect());
        }
        let mut ids = Vec::new();
        let at = Noun::Customer.fields().iter().position(|field| field.code == GONE).unwrap_or(0);
        session.stored(desk.each(Noun::Customer, |id, values| {
            if values[at] == Value::Null {
                ids.push(id);
            }
            Ok(())
        }))?;
        Ok(ids)
    }

    fn table(&self, session: &Session, desk: &Desk, ids: &[Id], out: &mut dyn Write) -> Result<(), Error> {
        let columns = COLUMNS.iter().map(|name| {
            let target = Target::named(name)?;
            let header = header(&target, name, session.lang);
            Ok((target, header))
        });
        let mut columns: Vec<(Target, String)> = columns.collect::<Result<_, Error>>()?;
        let own = desk.own_fields(Noun::Customer).map_err(out_of_store)?;
        columns.extend(own.into_iter().map(|field| (Target::Custom(field.name.clone()), field.name)));
        let pages = ids.iter().filter_map(|id| desk.page(*id, 0).map_err(out_of_store).transpose());
        let pages = pages.filter_map(|page| match (page, self.channel()) {
            (Ok(page), Some(channel)) => cleared(page, channel, session.ms()).map(Ok),
            (page, _) => Some(page),
        });
        let sheet = Sheet { encoding: self.letters(), ..Sheet::default() };
        csv::write(out, &columns, pages, &sheet).map(drop)
    }

    const fn letters(&self) -> Encoding {
        match self.encoding {
            Letters::Marked => Encoding::Marked,
            Letters::Plain => Encoding::Plain,
            Letters::Cp932 => Encoding::Cp932 { replace: self.replace },
        }
    }
}

/// Columns whose word on the screen would not tell an import enough: column, English, Japanese.
const HEADERS: &[(&str, &str, &str)] = &[
    ("customer.name", "Company name", "会社名"),
    ("customer.kana", "Company reading", "会社名フリガナ"),
    ("customer.kind", "Customer type", "顧客区分"),
    ("customer.lifecycle", "Lifecycle", "顧客ステータス"),
    ("person.full_name", "Contact person", "担当者名"),
    ("person_mobile", "Mobile phone", "携帯電話"),
    ("url", "Website", "ホームページ"),
];

/// What a column is called; an import knows every one of these words.
fn header(target: &Target, name: &str, lang: Lang) -> String {
    if let Some((_, en, ja)) = HEADERS.iter().find(|(known, ..)| *known == name) {
        let word = if lang == Lang::Ja { ja } else { en };
        return (*word).to_owned();
    }
    match target {
        Target::Customer(known) => field::label(Noun::Customer, known.name, lang).to_owned(),
        Target::Person(known) => field::label(Noun::Person, known.name, lang).to_owned(),
        Target::Point { kind, .. } => label::choice(kind, lang).to_owned(),
        Target::Tag => label::noun(Noun::Tag, lang).to_owned(),
        _ => name.to_owned(),
    }
}

/// Every record of every noun, in the order exports have.
fn book(desk: &Desk, out: &mut dyn Write) -> Result<(), Error> {
    let mut export = jsonl::Export::new(out)?;
    for noun in Noun::ALL {
        let mut failed = None;
        let each = desk.each(*noun, |id, values| {
            let filled = noun.fields().iter().zip(values).filter(|(_, value)| !value.is_null());
            let fields = filled.map(|(field, value)| (field.code, value.clone())).collect();
            export.record(&Record { noun: *noun, id, new: true, fields }).map_err(|error| {
                failed = Some(error);
                store::Error::Cancelled
            })
        });
        match failed {
            Some(error) => return Err(error),
            None => each.map_err(out_of_store)?,
        }
    }
    export.finish().map(drop)
}

fn out_of_store(error: store::Error) -> Error {
    Error::Io { what: "the book".into(), source: io::Error::other(error) }
}

fn refusal(error: Error) -> anyhow::Error {
    match error {
        Error::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => source.into(),
        Error::Exists(_) => refuse(Exit::Undecided, error.to_string()),
        Error::Io { what, source } => Trouble::File { path: what, why: source.to_string() }.into(),
        error => refuse(Exit::Failure, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::headers::{As, Mapping};

    #[test]
    fn an_import_knows_every_header_in_both_languages() {
        for lang in [Lang::En, Lang::Ja] {
            let headers: Vec<_> =
                COLUMNS.iter().map(|name| header(&Target::named(name).unwrap(), name, lang)).collect();
            let mapping = Mapping::of(&headers, As::Customers, &[]).unwrap();
            for (column, name) in mapping.columns.iter().zip(COLUMNS) {
                let field = column.target.as_ref().map(Target::name);
                assert_eq!(field.as_deref(), Some(*name), "{}", column.header);
            }
        }
    }
}
