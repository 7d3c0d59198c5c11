//! The whole files that are damaged: made here, and those of others where they lie beside the project.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::damage::{Dice, damaged};
use super::sealed::{damaged_inside, files};

/// A whole file, and the reader it is for.
pub(crate) struct Seed {
    pub(crate) reader: &'static str,
    bytes: Vec<u8>,
}

impl Seed {
    /// The file damaged; of an archive mostly a part of it, for else only its wrapping breaks.
    pub(crate) fn damaged(&self, dice: &mut Dice) -> Vec<u8> {
        if matches!(self.reader, "xlsx" | "ods")
            && dice.below(4) > 0
            && let Some(bytes) = self.with_damaged_part(dice)
        {
            return bytes;
        }
        if let Some(bytes) = damaged_inside(self.reader, &self.bytes, dice) {
            return bytes;
        }
        damaged(self.bytes.clone(), dice)
    }

    fn with_damaged_part(&self, dice: &mut Dice) -> Option<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(&self.bytes)).ok()?;
        let which = dice.below(archive.len());
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).ok()?;
            let name = part.name().ok()?.into_owned();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).ok()?;
            out.start_file(name, stored).ok()?;
            out.write_all(&if at == which { damaged(bytes, dice) } else { bytes }).ok()?;
        }
        Some(out.finish().ok()?.into_inner())
    }
}

const LIST: &str = "会社名,フリガナ,TEL,携帯,住所,メモ\r\n㈱アクメ,アクメ,03-1111-2222,090-1111-2222,東京都千代田区1-1,\"二行の\nメモ\"\r\n（有）別,ベツ,06-1111-2222,,大阪市北区,\r\n合計,,2,,,\r\n";
const CARD: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=B1=B1=E7=94=B0;=E5=A4=AA=\r\n=E9=83=8E;;;\r\nSOUND;X-IRMC-N:ﾔﾏﾀﾞ;ﾀﾛｳ;;;\r\nTEL;CELL;VOICE:090-1111-2222\r\nTEL;WORK;FAX:03-1111-2222\r\nADR;WORK:;;1-1;Chiyoda;Tokyo;100-0001;Japan\r\nPHOTO;ENCODING=BASE64:\r\n AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Other\r\nN;SORT-AS=\"Other,Ann\":Other;Ann;;;\r\nORG:Acme;Sales\r\nitem1.EMAIL;TYPE=work:ann@example.com\r\nitem1.X-ABLabel:Desk\r\nBDAY:--0203\r\nCATEGORIES:a,b\r\nNOTE:long\r\n er\\nnote\r\nEND:VCARD\r\n";
const EVENTS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1@example.com\r\nDTSTART;TZID=Asia/Tokyo:20260331T100000\r\nDTEND;TZID=Asia/Tokyo:20260331T110000\r\nSUMMARY:Visit\\, again\r\nATTENDEE;CN=\"Other, Ann\":mailto:ann@example.com\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE:20260401\r\nSUMMARY:Call\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
const RECORDS: &str = "{\"format\":\"salesdesk\",\"version\":1}\n{\"noun\":\"customer\",\"id\":\"0198c5b6-0000-7000-8000-000000000001\",\"name\":\"Acme\"}\n";
const SHEET: &str = r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:style="s" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="list"><table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>phone</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="string"><text:p>A<text:s text:c="2"/>&amp;<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="312345678"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;

/// Every seed, in an order that stays.
pub(crate) fn seeds() -> Vec<Seed> {
    let wide: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cp932 = encoding_rs::SHIFT_JIS.encode(LIST).0.into_owned();
    let mut seeds = vec![
        Seed { reader: "csv", bytes: LIST.as_bytes().to_vec() },
        Seed { reader: "csv", bytes: cp932.clone() },
        Seed { reader: "encoding", bytes: cp932 },
        Seed { reader: "encoding", bytes: wide },
        Seed { reader: "xlsx", bytes: xlsx() },
        Seed { reader: "xls", bytes: xls() },
        Seed { reader: "ods", bytes: ods() },
        Seed { reader: "vcard", bytes: CARD.as_bytes().to_vec() },
        Seed { reader: "ics", bytes: EVENTS.as_bytes().to_vec() },
        Seed { reader: "jsonl", bytes: RECORDS.as_bytes().to_vec() },
    ];
    seeds.extend(files().into_iter().map(|(reader, bytes)| Seed { reader, bytes }));
    let folders = [
        ("csv", "csv-torture"),
        ("xlsx", "xlsx-calamine"),
        ("vcard", "vcard"),
        ("ics", "ics"),
        ("encoding", "csv-torture"),
    ];
    for (reader, folder) in folders {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
        let mut paths: Vec<_> =
            fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let files =
            paths.iter().filter(|path| !path.extension().is_some_and(|end| end == "md" || end == "json"));
        seeds.extend(files.filter_map(|path| Some(Seed { reader, bytes: fs::read(path).ok()? })));
    }
    seeds
}

fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let dates = Format::new().set_num_format("yyyy/m/d");
    let fill = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write(0, 0, "会社名")?.write(0, 1, "TEL")?.write(1, 0, "アクメ")?.write(1, 1, 312_345_678)?;
        sheet.write_with_format(1, 2, 46_112, &dates)?.write(2, 0, "x\ny")?.write(2, 3, true)?;
        sheet.write_formula(3, 0, "=1+1").map(|_| ())
    };
    fill(sheet).expect("a sheet has room for this");
    book.save_to_buffer().expect("memory takes it")
}

fn ods() -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", SHEET)]
    {
        out.start_file(name, SimpleFileOptions::default()).expect("memory takes it");
        out.write_all(part.as_bytes()).expect("memory takes it");
    }
    out.finish().expect("memory takes it").into_inner()
}

/// A workbook of Excel 97: a sheet with a text, a number and a formula.
fn xls() -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap_or(0).to_le_bytes(), data].concat()
    };
    let begin = |what: u16| [&0x0600_u16.to_le_bytes()[..], &what.to_le_bytes(), &[0; 12]].concat();
    let globals = |at: u32| {
        let bound = [&at.to_le_bytes()[..], &[0, 0, 4, 0], b"list"].concat();
        let texts = [&[1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0][..], b"Acme"].concat();
        [record(0x0809, &begin(5)), record(0x0085, &bound), record(0x00FC, &texts), record(0x000A, &[])]
            .concat()
    };
    let mut stream = globals(u32::try_from(globals(0).len()).unwrap_or(0));
    stream.extend(record(0x0809, &begin(0x10)));
    stream.extend(record(0x0200, &[0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0]));
    stream.extend(record(0x00FD, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    stream.extend(record(0x0203, &[&[1, 0, 1, 0, 0, 0][..], &312_345_678_f64.to_le_bytes()].concat()));
    stream.extend(record(
        0x0006,
        &[&[1, 0, 2, 0, 0, 0][..], &2_f64.to_le_bytes(), &[0; 6], &[3, 0, 0x1E, 1, 0]].concat(),
    ));
    stream.extend(record(0x000A, &[]));
    stream.resize(5000, 0);
    let compound = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()));
    let mut compound = compound.expect("memory takes it");
    let mut book = compound.create_stream("/Workbook").expect("it is empty");
    book.write_all(&stream).expect("memory takes it");
    drop(book);
    compound.into_inner().into_inner()
}
