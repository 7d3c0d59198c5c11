//! The whole book as JSON Lines: every record of every noun, deleted ones too, nothing lost.
//!
//! One header line, then a record a line by noun code and id, fields by name. Reading gives back
//! the writes that make the same records. `cli` streams records from the store through here.

use std::io::{BufRead, Write as Out};
use std::str::FromStr;

use serde_json::{Map, Value as Json};

use crate::domain::record::field_named;
use crate::domain::{Field, Id, Kind, Noun, Value, Write};
use crate::exchange::error::Error;

/// What the header line calls the format.
const FORMAT: &str = "salesdesk";
/// The version this desk writes, and the newest it reads.
const VERSION: u64 = 1;

/// An export under way.
pub struct Export<W: Out> {
    out: W,
    last: Option<(u8, Id)>,
}

impl<W: Out> Export<W> {
    /// Begins an export with its header line.
    pub fn new(mut out: W) -> Result<Self, Error> {
        writeln!(out, "{}", serde_json::json!({ "format": FORMAT, "version": VERSION }))
            .map_err(Error::io("writing the export"))?;
        Ok(Self { out, last: None })
    }

    /// Adds a record: the write that would make it. They come by noun code, then id.
    pub fn record(&mut self, record: &Write) -> Result<(), Error> {
        let place = (record.noun.code(), record.id);
        if self.last.is_some_and(|last| last >= place) {
            return Err(Error::OutOfOrder(record.id.to_string()));
        }
        self.last = Some(place);
        let line = Json::Object(object(record));
        writeln!(self.out, "{line}").map_err(Error::io("writing the export"))
    }

    /// Ends the export.
    pub fn finish(mut self) -> Result<W, Error> {
        self.out.flush().map_err(Error::io("writing the export"))?;
        Ok(self.out)
    }
}

fn object(record: &Write) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("noun".to_owned(), record.noun.table().into());
    object.insert("id".to_owned(), record.id.to_string().into());
    let mut fields: Vec<_> = record.fields.iter().filter(|(_, value)| !value.is_null()).collect();
    fields.sort_by_key(|(code, _)| *code);
    for (code, value) in fields {
        if let Some(field) = record.noun.field(*code) {
            object.insert(field.name.to_owned(), json(field, value));
        }
    }
    object
}

fn json(field: &Field, value: &Value) -> Json {
    match value {
        Value::Int(number) if field.kind == Kind::Flag => (*number != 0).into(),
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Ref(bytes) => Id::from_bytes(*bytes).to_string().into(),
        Value::Null => Json::Null,
    }
}

/// The records of an export, as the writes that make them; an iterator, read as it goes.
#[derive(Debug)]
pub struct Import<R> {
    lines: R,
    line: u64,
    text: Vec<u8>,
}

impl<R: BufRead> Import<R> {
    /// Begins to read an export; refuses another format or a newer version.
    pub fn new(lines: R) -> Result<Self, Error> {
        let mut import = Self { lines, line: 0, text: Vec::new() };
        let header = import.object()?.ok_or(Error::Empty)?;
        if header.get("format").and_then(Json::as_str) != Some(FORMAT) {
            return Err(import.wrong("no salesdesk header"));
        }
        match header.get("version").and_then(Json::as_u64) {
            Some(version) if version <= VERSION => Ok(import),
            Some(version) => Err(Error::Newer(version)),
            None => Err(import.wrong("no version")),
        }
    }

    fn wrong(&self, why: impl Into<String>) -> Error {
        Error::NotOurs { line: self.line, why: why.into() }
    }

    fn object(&mut self) -> Result<Option<Map<String, Json>>, Error> {
        loop {
            self.text.clear();
            self.line += 1;
            let read =
                self.lines.read_until(b'\n', &mut self.text).map_err(Error::io("reading the export"))?;
            if read == 0 {
                return Ok(None);
            }
            if !self.text.trim_ascii().is_empty() {
                return match serde_json::from_slice(&self.text) {
                    Ok(object) => Ok(Some(object)),
                    Err(error) => Err(self.wrong(error.to_string())),
                };
            }
        }
    }

    fn record(&self, mut object: Map<String, Json>) -> Result<Write, Error> {
        let noun = object.shift_remove("noun").and_then(|name| noun_named(name.as_str()?));
        let noun = noun.ok_or_else(|| self.wrong("no noun that is known"))?;
        let id = object.shift_remove("id").and_then(|id| Id::from_str(id.as_str()?).ok());
        let id = id.ok_or_else(|| self.wrong("no id"))?;
        let field = |(name, json): (String, Json)| {
            let field = field_named(noun.fields(), &name);
            let value = field.and_then(|field| Some((field.code, value(field, json)?)));
            value.ok_or_else(|| {
                self.wrong(format!("`{name}` is no field of {}, or holds no value for it", noun.table()))
            })
        };
        let fields = object.into_iter().map(field).collect::<Result<Vec<_>, _>>()?;
        Ok(Write { noun, id, new: true, fields })
    }
}

impl<R: BufRead> Iterator for Import<R> {
    type Item = Result<Write, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let object = self.object().transpose()?;
        Some(object.and_then(|object| self.record(object)))
    }
}

fn noun_named(name: &str) -> Option<Noun> {
    Noun::ALL.iter().copied().find(|noun| noun.table() == name)
}

fn value(field: &Field, json: Json) -> Option<Value> {
    match (field.kind, json) {
        (_, Json::Null) => Some(Value::Null),
        (Kind::Flag, Json::Bool(flag)) => Some(if flag { Value::Int(1) } else { Value::Null }),
        (kind, Json::Number(number)) if kind.is_number() => number.as_i64().map(Value::Int),
        (Kind::Ref, Json::String(id)) => Id::from_str(&id).ok().map(|id| Value::Ref(*id.as_bytes())),
        (kind, Json::String(text)) if kind.is_words() => Some(Value::Text(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(records: &[Write]) -> Vec<u8> {
        let mut export = Export::new(Vec::new()).unwrap();
        for record in records {
            export.record(record).unwrap();
        }
        export.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Vec<Write>, Error> {
        Import::new(bytes)?.collect()
    }

    fn a_value(kind: Kind) -> BoxedStrategy<Value> {
        match kind {
            Kind::Flag => Just(Value::Int(1)).boxed(),
            kind if kind.is_number() => any::<i64>().prop_map(Value::Int).boxed(),
            Kind::Ref => any::<[u8; 16]>().prop_map(Value::Ref).boxed(),
            _ => any::<String>().prop_map(Value::Text).boxed(),
        }
    }

    fn a_record(noun: Noun) -> impl Strategy<Value = Write> {
        let fields: Vec<_> = noun
            .fields()
            .iter()
            .map(|field| prop::option::of(a_value(field.kind).prop_map(|value| (field.code, value))))
            .collect();
        (any::<[u8; 16]>(), fields).prop_map(move |(id, fields)| Write {
            noun,
            id: Id::from_bytes(id),
            new: true,
            fields: fields.into_iter().flatten().collect(),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_record_of_every_noun_reads_back_as_it_was(
            records in Noun::ALL.iter().map(|noun| a_record(*noun)).collect::<Vec<_>>()
        ) {
            prop_assert_eq!(read(&written(&records)).unwrap(), records);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = written(&[]);
            file.extend_from_slice(&bytes);
            let _ = read(&file);
        }
    }

    #[test]
    fn another_format_and_a_newer_version_are_refused() {
        assert!(matches!(read(b"{\"format\":\"other\"}\n"), Err(Error::NotOurs { line: 1, .. })));
        assert!(matches!(read(b"{\"format\":\"salesdesk\",\"version\":2}\n"), Err(Error::Newer(2))));
        assert!(matches!(read(b""), Err(Error::Empty)));
    }

    #[test]
    fn a_line_that_is_no_record_is_named() {
        let mut bytes = written(&[]);
        bytes.extend_from_slice(
            b"\n{\"noun\":\"customer\",\"id\":\"00000000-0000-0000-0000-000000000000\",\"nam\":\"x\"}\n",
        );
        assert!(matches!(read(&bytes), Err(Error::NotOurs { line: 3, why }) if why.contains("`nam`")));
    }

    #[test]
    fn records_out_of_order_are_refused() {
        let record =
            |id: u8| Write { noun: Noun::Customer, id: Id::from_bytes([id; 16]), new: true, fields: vec![] };
        let mut export = Export::new(Vec::new()).unwrap();
        export.record(&record(2)).unwrap();
        assert!(matches!(export.record(&record(1)), Err(Error::OutOfOrder(_))));
    }
}
