//! The rows that could not go in, in a file beside the one they came from.
//!
//! The first column says where and why; the rest is as it was, so that the mended file can be
//! imported as it is. No file appears where nothing was rejected.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use csv::Writer;
use tempfile::NamedTempFile;

use crate::domain::plan::Refusal;
use crate::exchange::error::Error;
use crate::exchange::map::headers::REASON;
use crate::exchange::read::row::Row;
use crate::exchange::write::file::persist_beside;

/// A rejects file in the making.
pub struct Rejects {
    input: PathBuf,
    header: Vec<String>,
    open: Option<Writer<NamedTempFile>>,
}

/// A rejects file that is whole, and has no name yet.
pub struct Sealed {
    stem: String,
    file: NamedTempFile,
}

impl Rejects {
    /// Rejects of the file `input`, under its header.
    #[must_use]
    pub fn of(input: &Path, header: &[String]) -> Self {
        Self { input: input.to_owned(), header: header.to_vec(), open: None }
    }

    /// Adds a row; `why` is shown as the reader of the file will see it.
    pub fn add(&mut self, row: &Row, why: &Refusal) -> Result<(), Error> {
        let mut writer = match self.open.take() {
            Some(writer) => writer,
            None => self.create()?,
        };
        let reason = format!("line {}: {why}", row.line);
        // A row refused before keeps one reason: the new one.
        let skip = usize::from(self.header.first().is_some_and(|name| name == REASON));
        writer.write_record(std::iter::once(reason.as_str()).chain(row.cells().skip(skip)))?;
        self.open = Some(writer);
        Ok(())
    }

    /// Ends the file and has it on the disk; nothing where no row was rejected.
    pub fn seal(self) -> Result<Option<Sealed>, Error> {
        let Some(writer) = self.open else { return Ok(None) };
        let written = writer.into_inner().map_err(csv::IntoInnerError::into_error);
        let file = written.and_then(|file| file.as_file().sync_all().map(|()| file));
        let stem = self.input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let stem = stem.split(".rejects").next().unwrap_or_default().to_owned();
        Ok(Some(Sealed { stem, file: file.map_err(Error::io("the rejects file"))? }))
    }

    fn create(&self) -> Result<Writer<NamedTempFile>, Error> {
        let beside =
            self.input.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = NamedTempFile::new_in(beside).or_else(|_| NamedTempFile::new_in("."));
        let mut file = file.map_err(Error::io("the rejects file"))?;
        file.write_all("\u{feff}".as_bytes()).map_err(Error::io("the rejects file"))?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        let names = self.header.iter().map(String::as_str).filter(|name| *name != REASON);
        writer.write_record(std::iter::once(REASON).chain(names))?;
        Ok(writer)
    }
}

impl Sealed {
    /// Gives the file its name, beside what was imported, and never over one that is there.
    pub fn publish(self) -> Result<PathBuf, Error> {
        let stem = self.stem;
        persist_beside(self.file, |number| match number {
            None => format!("{stem}.rejects.csv"),
            Some(number) => format!("{stem}.rejects-{number}.csv"),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::exchange::bring_in::open::{Reading, open};

    fn rejected(folder: &Path, input: &str) -> Option<PathBuf> {
        let path = folder.join(input);
        let header = ["会社名".to_owned(), "TEL".to_owned()];
        let mut rejects = Rejects::of(&path, &header);
        rejects.add(&Row::new(3, ["", "a \"b\"\nc"]), &Refusal::Nameless).unwrap();
        rejects.add(&Row::new(9, ["x"]), &Refusal::ZeroByte).unwrap();
        rejects.seal().unwrap().map(|sealed| sealed.publish().unwrap())
    }

    #[test]
    fn rejects_say_where_and_why_and_can_be_imported_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = rejected(folder.path(), "in.csv").unwrap();
        assert_eq!(path.file_name().unwrap(), "in.rejects.csv");
        let bytes = std::fs::read(&path).unwrap();
        let opened = open(Cursor::new(bytes), &Reading::default()).unwrap();
        let fields: Vec<_> = opened.mapping.uses().into_iter().filter_map(|column| column.field).collect();
        assert_eq!(fields, ["skip", "customer.name", "phone"]);
        let rows: Vec<Row> = opened.table.map(Result::unwrap).collect();
        assert_eq!(
            rows[0].cells().collect::<Vec<_>>(),
            ["line 3: no name, no company and no number", "", "a \"b\"\nc"]
        );
        assert_eq!(rows[1].cell(1), "x");
    }

    #[test]
    fn a_rejects_file_is_never_written_over_and_none_appears_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let names =
            ["in.csv", "in.csv", "in.rejects.csv"].map(|input| rejected(folder.path(), input).unwrap());
        let names = names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(names, ["in.rejects.csv", "in.rejects-2.csv", "in.rejects-3.csv"]);
        assert!(Rejects::of(Path::new("x.csv"), &[]).seal().unwrap().is_none());
    }

    #[test]
    fn rejects_that_are_never_published_leave_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut rejects = Rejects::of(&folder.path().join("in.csv"), &["会社名".to_owned()]);
        rejects.add(&Row::new(3, [""]), &Refusal::Nameless).unwrap();
        drop(rejects.seal().unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
