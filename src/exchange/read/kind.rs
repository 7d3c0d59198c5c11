//! What kind of file it is, told by what is in it and never by its name.
//!
//! The kinds nobody here reads are told too, with the way out. Called once a file, before any
//! reader; what looks like text goes on to `encoding`.

use std::io::{Read, Seek, SeekFrom};

use super::workbook::{self, Format};
use crate::exchange::error::Error;

/// Bytes looked at.
const HEAD: u64 = 4096;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Cells with something between them.
    #[default]
    Text,
    /// A workbook.
    Workbook(Format),
    /// Address cards.
    Cards,
    /// A calendar.
    Calendar,
}

const SAVE: &str = "open it in the program it came from, save the table as .xlsx or CSV, and import that";
const PICTURE: &str = "pictures are not read; export from the card reader as CSV or vCard, and import that";
const ARCHIVE: &str = "unpack it, and import what is inside";

/// First bytes of files that people take for a list: what they are, and the way out.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "ask for the table itself as .xlsx or CSV, and import that"),
    (b"\x89PNG", "a picture (PNG)", PICTURE),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", PICTURE),
    (b"GIF8", "a picture (GIF)", PICTURE),
    (b"II*\0", "a picture (TIFF)", PICTURE),
    (b"MM\0*", "a picture (TIFF)", PICTURE),
    (b"SQLite format 3\0", "an SQLite database", "if it is a book of salesdesk, open it with --db"),
    (b"\x1F\x8B", "a gzip file", ARCHIVE),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", ARCHIVE),
    (b"Rar!", "a RAR archive", ARCHIVE),
    (b"\x28\xB5\x2F\xFD", "a zstd file", ARCHIVE),
    (b"{\\rtf", "a Word document (RTF)", SAVE),
];

/// Parts of an archive that tell what it is, and the way out.
const ARCHIVES: &[(&str, &str, &str)] = &[
    ("xl/workbook.bin", "a binary workbook (.xlsb)", "save it as .xlsx, and import that"),
    ("index/document.iwa", "a Numbers document", "export it from Numbers as Excel or CSV, and import that"),
    ("index.zip", "a Numbers document", "export it from Numbers as Excel or CSV, and import that"),
    ("word/document.xml", "a Word document", SAVE),
    ("ppt/presentation.xml", "a PowerPoint document", SAVE),
];

/// Finds out the kind, and leaves the file at its beginning.
pub fn of(file: &mut (impl Read + Seek)) -> Result<Kind, Error> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(Error::io("reading"))?;
    file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
    let kind = match head.as_slice() {
        [b'P', b'K', 3, 4, ..] => archive(file),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => compound(file),
        bytes => plain(bytes),
    }?;
    file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
    Ok(kind)
}

/// An error for anything that is not delimited text.
pub fn refuse_other_than_text(file: &mut (impl Read + Seek)) -> Result<(), Error> {
    match of(file)? {
        Kind::Text => Ok(()),
        Kind::Workbook(_) => Err(Error::NotText("a workbook")),
        Kind::Cards => Err(Error::NotText("a file of address cards")),
        Kind::Calendar => Err(Error::NotText("a calendar")),
    }
}

fn wrong(what: &'static str, way: &'static str) -> Error {
    Error::WrongKind { what, way }
}

fn archive(file: &mut (impl Read + Seek)) -> Result<Kind, Error> {
    let parts = workbook::parts(file)?;
    let has = |name: &str| parts.iter().any(|part| part == name);
    if let Some((_, what, way)) = ARCHIVES.iter().find(|(name, ..)| has(name)) {
        return Err(wrong(what, way));
    }
    if has("xl/workbook.xml")
        || (has("[content_types].xml") && parts.iter().any(|part| part.ends_with("workbook.xml")))
    {
        return Ok(Kind::Workbook(Format::Xlsx));
    }
    if has("content.xml") && has("mimetype") {
        return Ok(Kind::Workbook(Format::Ods));
    }
    Err(wrong("a zip archive", ARCHIVE))
}

fn compound(file: &mut (impl Read + Seek)) -> Result<Kind, Error> {
    match workbook::held(file)? {
        workbook::Held::Workbook => Ok(Kind::Workbook(Format::Xls)),
        workbook::Held::Locked => Err(Error::Locked),
        workbook::Held::Other => Err(wrong("an old Office document that is no workbook", SAVE)),
    }
}

/// Tells what has no sign at its beginning by its first words, in whatever encoding.
fn plain(head: &[u8]) -> Result<Kind, Error> {
    if let Some((_, what, way)) = OTHERS.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(wrong(what, way));
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Err(wrong("a picture or a film", PICTURE));
    }
    let words: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let words = words.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&words);
    let words = words.strip_prefix(b"\xFF\xFE").or(words.strip_prefix(b"\xFE\xFF")).unwrap_or(words);
    let words = words.trim_ascii_start();
    let holds = |what: &[u8]| memchr::memmem::find(words, what).is_some();
    if words.starts_with(b"begin:vcard") {
        Ok(Kind::Cards)
    } else if words.starts_with(b"begin:vcalendar") {
        Ok(Kind::Calendar)
    } else if words.starts_with(b"<?xml") && holds(b"schemas-microsoft-com:office:spreadsheet") {
        Err(wrong(
            "an XML spreadsheet of Excel 2003",
            "open it in a spreadsheet, save it as .xlsx, and import that",
        ))
    } else if [&b"<!doctype html"[..], b"<html", b"<table", b"<meta", b"<style"]
        .iter()
        .any(|tag| words.starts_with(tag))
        || (words.starts_with(b"<?xml") && holds(b"<html"))
    {
        Err(wrong(
            "a web page, whatever its name says",
            "open it in a spreadsheet, save it as .xlsx, and import that",
        ))
    } else if words.starts_with(b"<?xml") {
        Err(wrong("an XML file", SAVE))
    } else {
        Ok(Kind::Text)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn kind(bytes: &[u8]) -> Result<Kind, Error> {
        of(&mut Cursor::new(bytes))
    }

    #[test]
    fn what_is_no_list_is_called_by_its_name_with_the_way_out() {
        let html = "\u{feff}\r\n<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>";
        let wide: Vec<u8> = html.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files: [(&[u8], &str); 6] = [
            (b"%PDF-1.7", "PDF"),
            (b"\x89PNG\r\n\x1a\n", "picture"),
            (html.as_bytes(), "web page"),
            (&wide, "web page"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "Excel 2003",
            ),
            (b"\0\0\0\x18ftypheic", "picture"),
        ];
        for (bytes, name) in files {
            let error = kind(bytes).unwrap_err();
            assert!(matches!(&error, Error::WrongKind { what, .. } if what.contains(name)), "{error}");
        }
    }

    #[test]
    fn cards_and_calendars_are_told_by_their_first_line() {
        assert_eq!(kind(b"\xEF\xBB\xBF begin:vcard\r\n").unwrap(), Kind::Cards);
        assert_eq!(kind(b"BEGIN:VCALENDAR\n").unwrap(), Kind::Calendar);
        assert_eq!(kind(b"name,phone\n").unwrap(), Kind::Text);
        assert_eq!(kind(b"").unwrap(), Kind::Text);
    }
}
