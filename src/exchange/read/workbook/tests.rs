//! Workbooks made here: what their cells read as, and what hostile ones come to.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::domain::plan::{Note, Refusal};
use crate::exchange::error::Error;
use crate::exchange::read::below::{Bare, Below, Heading, Rows};
use crate::exchange::read::kind::{self, Kind};
use crate::exchange::read::row::Row;

fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<(Vec<Row>, Vec<Note>), Error> {
    let mut file = Cursor::new(bytes);
    let Kind::Workbook(format) = kind::of(&mut file)? else { panic!("no workbook") };
    let mut sheet = open(file, format, sheet);
    let rows = sheet.by_ref().collect::<Result<Vec<_>, _>>()?;
    Ok((rows, sheet.notes()))
}

fn cells(rows: &[Row]) -> Vec<(u64, Vec<&str>)> {
    rows.iter().map(|row| (row.line, row.cells().collect())).collect()
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// The archive with one of its parts put in place of another, stored or packed.
fn with(bytes: &[u8], name: &str, put: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    if !names.iter().any(|one| one == name) {
        names.push(name.to_owned());
    }
    for one in names {
        out.start_file(one.as_str(), SimpleFileOptions::default()).unwrap();
        if one == name {
            out.write_all(put).unwrap();
        } else {
            let mut part = Vec::new();
            archive.by_name(&one).unwrap().read_to_end(&mut part).unwrap();
            out.write_all(&part).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

fn simple() -> Vec<u8> {
    book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "name").unwrap().write(0, 1, "phone").unwrap();
        sheet.write(1, 0, "Acme").unwrap().write(1, 1, 312_345_678).unwrap();
    })
}

#[test]
fn cells_read_as_the_text_that_stands_for_them() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        let day = ExcelDateTime::from_ymd(2026, 3, 31).unwrap();
        let moment = ExcelDateTime::from_ymd(2026, 3, 31).unwrap().and_hms(9, 5, 0).unwrap();
        let (days, moments) =
            (Look::new().set_num_format("yyyy/m/d"), Look::new().set_num_format("yyyy/m/d h:mm"));
        sheet.write(2, 0, 312_345_678).unwrap();
        sheet.write(2, 1, 4_111_111_111_111_111_u64).unwrap();
        sheet.write_with_format(2, 2, &day, &days).unwrap();
        sheet.write_with_format(2, 3, &moment, &moments).unwrap();
        sheet.write(2, 4, true).unwrap().write(2, 6, "0312345678").unwrap().write(2, 7, 1100.04).unwrap();
        sheet.write(3, 0, 1e20).unwrap().write(3, 1, "x").unwrap();
    });
    let (rows, _) = read(bytes, None).unwrap();
    let first = [
        "312345678",
        "4111111111111111",
        "2026-03-31",
        "2026-03-31 09:05",
        "TRUE",
        "",
        "0312345678",
        "1100.04",
    ];
    assert_eq!(cells(&rows)[0], (3, first.to_vec()));
    let rounded = Refusal::Rounded { column: "A4".to_owned(), text: "1e20".to_owned() };
    assert_eq!(rows[1].fault, Some(rounded));
}

#[test]
fn an_error_of_a_formula_is_an_empty_cell_and_told_once() {
    let bytes = simple();
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="7"><c r="B7" t="e"><v>#N/A</v></c><c r="C7"><v>1</v></c></row></sheetData></worksheet>"#;
    let (rows, notes) = read(with(&bytes, "xl/worksheets/sheet1.xml", sheet.as_bytes()), None).unwrap();
    assert_eq!(cells(&rows), [(7, vec!["", "", "1"])]);
    assert!(notes.contains(&Note::CellErrors { count: 1, first: "#N/A in B7".to_owned() }), "{notes:?}");
}

#[test]
fn the_first_sheet_one_sees_with_rows_is_read_and_the_others_are_named() {
    let bytes = book(|book| {
        book.add_worksheet().set_name("empty").unwrap();
        book.add_worksheet().set_name("secret").unwrap().set_hidden(true).write(0, 0, "no").unwrap();
        book.add_worksheet().set_name("顧客").unwrap().write(0, 0, "yes").unwrap();
        book.add_worksheet().set_name("more").unwrap().write(0, 0, "too").unwrap();
    });
    let (rows, notes) = read(bytes.clone(), None).unwrap();
    assert_eq!(rows[0].cell(0), "yes");
    assert!(notes.contains(&Note::HiddenSheet("secret".to_owned())) && notes.len() == 4, "{notes:?}");
    assert!(notes.contains(&Note::Sheet("顧客".to_owned())), "{notes:?}");
    assert_eq!(read(bytes.clone(), Some("SECRET")).unwrap().0[0].cell(0), "no");
    let error = read(bytes, Some("gone")).unwrap_err().to_string();
    assert!(error.contains("顧客"), "{error}");
}

#[test]
fn a_sheet_has_a_header_below_its_title_and_notes_below_its_rows() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        let lines: &[(u32, &[&str])] = &[
            (0, &["List of today"]),
            (2, &["会社名", "TEL", "住所"]),
            (3, &["A", "1", "x"]),
            (4, &["Only a name"]),
            (5, &["B", "2"]),
            (6, &["Last, only a name"]),
            (8, &["Confidential"]),
            (9, &["Printed by nobody"]),
        ];
        for (row, texts) in lines {
            for (column, text) in (0..).zip(*texts) {
                sheet.write(*row, column, *text).unwrap();
            }
        }
    });
    let sheet = open(Cursor::new(bytes), Format::Xlsx, None);
    let mut below = Below::of(sheet, Heading::Find, &|word: &str| word == "会社名" || word == "TEL").unwrap();
    let names: Vec<_> = below.by_ref().map(|row| row.unwrap().cell(0).to_owned()).collect();
    assert_eq!(names, ["A", "Only a name", "B", "Last, only a name"]);
    assert_eq!((below.header_line(), below.header().len()), (Some(3), 3));
    assert_eq!((below.left_out().above.len(), below.left_out().below.len()), (1, 2));
}

#[test]
fn a_lone_cell_in_the_last_corner_is_one_row() {
    let bytes = book(|book| {
        book.add_worksheet().write(1_048_575, 16_383, "far").unwrap();
    });
    let (rows, _) = read(bytes, None).unwrap();
    assert_eq!((rows.len(), rows[0].line, rows[0].width(), rows[0].filled()), (1, 1_048_576, 16_384, 1));
}

/// Shared texts of that many bytes, said to be `said` of them.
fn bomb(size: u32, said: u32) -> Vec<u8> {
    let mut part = b"<sst uniqueCount=\"1\">".to_vec();
    part.resize(size as usize, b' ');
    let mut bytes = with(&simple(), "xl/sharedStrings.xml", &part);
    let at: Vec<usize> = memchr::memmem::find_iter(&bytes, &size.to_le_bytes()).collect();
    assert!(!at.is_empty());
    at.into_iter().for_each(|at| bytes[at..at + 4].copy_from_slice(&said.to_le_bytes()));
    bytes
}

#[test]
fn an_archive_that_says_it_unpacks_to_too_much_is_refused() {
    assert!(matches!(read(bomb(123_457, 300 << 20), None), Err(Error::Bomb { limit: 256, .. })));
}

#[test]
fn an_archive_that_says_too_little_goes_no_further_than_it_says() {
    assert!(matches!(read(bomb(123_457, 100), None), Err(Error::Damaged(_))));
}

#[test]
fn more_text_than_any_cell_has_is_never_held() {
    let size = 17 << 20 | 1;
    assert!(matches!(read(bomb(size, size), None), Err(Error::Bomb { .. })));
}

#[test]
fn room_for_more_texts_than_there_are_is_never_made() {
    let part = b"<sst uniqueCount=\"1000000000000\"><si><t>x</t></si></sst>";
    assert!(matches!(read(with(&simple(), "xl/sharedStrings.xml", part), None), Err(Error::ManyCells(_))));
}

#[test]
fn a_damaged_workbook_is_an_error_wherever_it_is_cut() {
    let whole = simple();
    for end in (4..whole.len()).step_by(149) {
        assert!(read(whole[..end].to_vec(), None).is_err(), "{end}");
    }
}

fn ods(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:style="s" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"#
    );
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
    {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(part.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_of_libreoffice_reads_as_one_of_excel() {
    let body = r#"<table:table table:name="hidden" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>no</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="list"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c &amp; d</text:p><office:annotation><text:p>not this</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="312345678"><text:p>3.1E8</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-03-31"/><table:table-cell office:value-type="time" office:time-value="PT09H05M00S"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#N/A</text:p></table:table-cell></table:table-row></table:table>"#;
    let (rows, notes) = read(ods(body), None).unwrap();
    let expected = vec!["a  b\nc & d", "312345678", "312345678", "2026-03-31", "09:05", "TRUE"];
    assert_eq!(cells(&rows), [(3, expected)]);
    for told in [
        Note::Sheet("list".into()),
        Note::HiddenSheet("hidden".into()),
        Note::CellErrors { count: 1, first: "#N/A in G3".into() },
    ] {
        assert!(notes.contains(&told), "{told:?}: {notes:?}");
    }
    assert_eq!(read(ods(body), Some("hidden")).unwrap().0[0].cell(0), "no");
    assert!(matches!(read(ods(body), Some("gone")), Err(Error::NoSuchSheet(..))));
}

#[test]
fn repeats_without_end_stop_at_the_limit_of_a_sheet() {
    let body = r#"<table:table table:name="x"><table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295" office:value-type="float" office:value="1"/></table:table-row></table:table>"#;
    let mut sheet = open(Cursor::new(ods(body)), Format::Ods, None);
    assert!(sheet.by_ref().take(20).all(|row| row.unwrap().width() == 16_384));
}

/// The records of a small BIFF8 workbook; `more` stands in its sheet.
fn xls(more: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let begin = |what: u16| [&0x0600_u16.to_le_bytes()[..], &what.to_le_bytes(), &[0; 12]].concat();
    let sheet_name = b"list";
    let globals = |at: u32| {
        let name = [&[u8::try_from(sheet_name.len()).unwrap(), 0][..], sheet_name].concat();
        let bound = [&at.to_le_bytes()[..], &[0, 0], &name].concat();
        [record(0x0809, &begin(5)), record(0x0085, &bound), record(0x000A, &[])].concat()
    };
    let length = u32::try_from(globals(0).len()).unwrap();
    let mut stream = globals(length);
    stream.extend(record(0x0809, &begin(0x10)));
    let number = [&[1, 0, 2, 0, 0, 0][..], &312_345_678_f64.to_le_bytes()].concat();
    stream.extend(record(0x0203, &number));
    more.iter().for_each(|(kind, data)| stream.extend(record(*kind, data)));
    stream.extend(record(0x000A, &[]));
    stream.resize(stream.len().max(5000), 0);
    let mut compound =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    compound.into_inner().into_inner()
}

#[test]
fn an_old_workbook_is_read_and_never_given_more_room_than_it_needs() {
    let (rows, _) = read(xls(&[]), None).unwrap();
    assert_eq!(cells(&rows), [(2, vec!["", "", "312345678"])]);
    let far = [&[255, 255, 255, 255, 0, 0][..], &1_f64.to_le_bytes()].concat();
    assert!(matches!(read(xls(&[(0x0203, far)]), None), Err(Error::ManyCells(_))));
    let said = [&[0; 4][..], &u32::MAX.to_le_bytes(), &[0, 0, 255, 255, 0, 0]].concat();
    assert!(matches!(read(xls(&[(0x0200, said)]), None), Err(Error::Damaged(_))));
}

#[test]
fn a_workbook_with_a_password_says_so() {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/EncryptedPackage").unwrap().write_all(&[0; 100]).unwrap();
    let bytes = compound.into_inner().into_inner();
    assert!(matches!(kind::of(&mut Cursor::new(bytes)), Err(Error::Locked)));
}
