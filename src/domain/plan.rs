//! What an import would do, before it does it: read once, shown, then committed or not.
//!
//! Values only. `exchange` makes them, `cli` and the review screen show them. What is known of
//! single rows is in `planned`.

use super::planned::{FileState, Kept, Likely};

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Makes a new customer.
    New,
    /// Makes a new customer who looks like one that is there; a person has to say.
    Alike(Likely),
    /// Adds to a customer that is there, or changes it.
    Update,
    /// Says nothing that is not known.
    Same,
    /// Is about a customer that is there, and was to be left alone.
    Skipped,
    /// Cannot go in.
    Rejected(Refusal),
}

/// The end a row meets, without the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// New.
    New,
    /// Changes somebody.
    Update,
    /// Says nothing new.
    Same,
    /// Left alone.
    Skipped,
    /// New, and looks like somebody.
    Alike,
    /// Cannot go in.
    Rejected,
}

impl End {
    /// Each, in the order in which they are counted on the screen.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Update, Self::Same, Self::Skipped, Self::Alike, Self::Rejected];

    /// Its word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Update => "update",
            Self::Same => "same",
            Self::Skipped => "skipped",
            Self::Alike => "duplicate?",
            Self::Rejected => "reject",
        }
    }
}

impl Verdict {
    /// The end the row meets.
    #[must_use]
    pub const fn end(&self) -> End {
        match self {
            Self::New => End::New,
            Self::Alike(_) => End::Alike,
            Self::Update => End::Update,
            Self::Same => End::Same,
            Self::Skipped => End::Skipped,
            Self::Rejected(_) => End::Rejected,
        }
    }
}

/// Why a row cannot go in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody to be found by.
    #[error("no name, no company and no number")]
    Nameless,
    /// More cells than columns.
    #[error("{has} cells under a header of {header}")]
    Cells {
        /// In the row.
        has: usize,
        /// In the header.
        header: usize,
    },
    /// A cell that no field is meant to hold.
    #[error("a cell is longer than {limit} bytes")]
    LongCell {
        /// In bytes.
        limit: usize,
    },
    /// A byte that no text holds.
    #[error("holds a zero byte")]
    ZeroByte,
    /// Never stored.
    #[error("{column} looks like a card number, which is never stored")]
    CardNumber {
        /// Where.
        column: String,
    },
    /// A spreadsheet has thrown digits away.
    #[error("{column}: a spreadsheet has rounded {text}; format the column as text there")]
    Rounded {
        /// Where.
        column: String,
        /// What is left.
        text: String,
    },
    /// Somebody who was erased had this number or address.
    #[error(
        "somebody who was erased had `{text}`; whoever has it now: `salesdesk unblock {text}`, then import \
         this row"
    )]
    Erased {
        /// The number or address, as it stands there.
        text: String,
    },
    /// Neither a number nor a mail address.
    #[error("`{text}` is neither a phone number nor a mail address")]
    NotANumber {
        /// What stands there.
        text: String,
    },
    /// Nobody answers to it.
    #[error("no customer answers to `{name}`")]
    NoCustomer {
        /// What stands there.
        name: String,
    },
    /// No time to come.
    #[error("`{text}` is no day or time to come")]
    NoTime {
        /// What stands there.
        text: String,
    },
    /// Nothing can have happened without a time.
    #[error("`{text}` is no day or time; an activity needs one")]
    NoMoment {
        /// What stands there.
        text: String,
    },
    /// No channel.
    #[error("`{text}` is no channel; try call, mail, fax, letter, line or all")]
    NoChannel {
        /// What stands there.
        text: String,
    },
    /// Two customers answer to it.
    #[error("more than one customer is called {name}; give a code or a phone number")]
    Ambiguous {
        /// What it is called.
        name: String,
    },
}

/// How many rows met which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows read.
    pub rows: u64,
    /// Rows that make a new customer.
    pub added: u64,
    /// Those of them that look like a customer who is there.
    pub alike: u64,
    /// Rows that add to one or change one.
    pub updated: u64,
    /// Rows that say nothing new.
    pub unchanged: u64,
    /// Rows left alone because the customer is there.
    pub duplicates: u64,
    /// Rows that cannot go in.
    pub rejected: u64,
    /// Cells that were no value for their field and went into the note.
    pub kept_as_note: u64,
    /// Rows with a number that must not be called; they go in all the same.
    pub blocked: u64,
    /// Numbers that got back a zero a spreadsheet had eaten.
    pub zeros_restored: u64,
    /// Deals and purchases that name no customer, and are kept without one.
    pub without_customer: u64,
    /// Customers made because a row named one who was not there.
    pub customers_made: u64,
}

impl Counts {
    /// Counts one row.
    pub const fn count(&mut self, verdict: &Verdict) {
        self.rows += 1;
        match verdict {
            Verdict::New => self.added += 1,
            Verdict::Alike(_) => (self.added, self.alike) = (self.added + 1, self.alike + 1),
            Verdict::Update => self.updated += 1,
            Verdict::Same => self.unchanged += 1,
            Verdict::Skipped => self.duplicates += 1,
            Verdict::Rejected(_) => self.rejected += 1,
        }
    }

    /// Rows that meet that end.
    #[must_use]
    pub const fn of(&self, end: End) -> u64 {
        match end {
            End::New => self.added - self.alike,
            End::Update => self.updated,
            End::Same => self.unchanged,
            End::Skipped => self.duplicates,
            End::Alike => self.alike,
            End::Rejected => self.rejected,
        }
    }

    /// Rows that are written when it is imported.
    #[must_use]
    pub const fn written(&self) -> u64 {
        self.added + self.updated
    }
}

/// Something of a file that is in no row, worth a line in the plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    /// The sheet that was read.
    #[error("the sheet {0} was read")]
    Sheet(String),
    /// A sheet nobody sees.
    #[error("the hidden sheet {0} was not read; name it with --sheet to read it")]
    HiddenSheet(String),
    /// Another sheet than the one that was read.
    #[error("the sheet {0} was not read; name it with --sheet to read it")]
    OtherSheet(String),
    /// Readings that Excel keeps beside its text.
    #[error("furigana in the cells is not read; add a column with =PHONETIC(A2) to bring it in")]
    Furigana,
    /// Formulas that came to nothing.
    #[error("{count} cells hold an error such as {first} and count as empty")]
    CellErrors {
        /// Cells.
        count: u64,
        /// The first of them and where it is: `#N/A in C7`.
        first: String,
    },
    /// Amounts that the desk's own currency cannot hold, and none is said.
    #[error("amounts have decimals and no currency; name it with --currency, such as USD")]
    NoCurrency,
    /// Parts of a card or calendar that no column is for.
    #[error("{what} ({count}) is left out")]
    LeftOut {
        /// What: `PHOTO`.
        what: String,
        /// How many.
        count: u64,
    },
}

/// What a column goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// Its header, as it stands in the file.
    pub header: String,
    /// The field, as `--map` names it; nothing for a column nobody knows.
    pub field: Option<String>,
    /// 0–100: how sure that is.
    pub confidence: u8,
    /// The first three values in it that differ.
    pub samples: Vec<String>,
}

/// What cannot be told from the file alone, and has to be asked once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Question {
    /// Days and months that could be either.
    #[error("column {column}: is {sample} day, month, year or month, day, year? say --dates dmy, mdy or ymd")]
    DateOrder {
        /// Which column.
        column: String,
        /// One such date.
        sample: String,
    },
    /// Years without a century or an era.
    #[error("column {column}: which years are those of {sample}? say --era common, reiwa, heisei or showa")]
    Era {
        /// Which column.
        column: String,
        /// One such date.
        sample: String,
    },
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// The file as it was when this was found.
    pub file: FileState,
    /// What kind of file it is: `CSV`, `TSV`, `XLSX`.
    pub kind: &'static str,
    /// The sheet that is read; nothing where there are none.
    pub sheet: Option<String>,
    /// Every sheet it has.
    pub sheets: Vec<String>,
    /// The encoding, by the name people know.
    pub encoding: &'static str,
    /// The encoding is a guess: worth a look at the sample.
    pub guessed: bool,
    /// What parts the cells.
    pub delimiter: char,
    /// The line of the header; nothing where the file has none.
    pub header_line: Option<u64>,
    /// Every column, in order.
    pub columns: Vec<ColumnUse>,
    /// What has to be told before it can be imported.
    pub asks: Vec<Question>,
    /// What its rows are about: a word of `--as`.
    pub about: &'static str,
    /// How sure that is, 0–100.
    pub about_confidence: u8,
    /// The source whose columns it has, as `--preset` names it.
    pub preset: Option<&'static str>,
    /// Somebody said what its columns are, in an import before this one.
    pub remembered: bool,
    /// No column says who a row is about: one has to be chosen first.
    pub nobody: bool,
    /// How many rows meet which end.
    pub counts: Counts,
    /// The first rows of each end.
    pub rows: Kept,
    /// Lines above the header and below the data that are left out.
    pub left_out: Vec<(u64, String)>,
    /// Rows with nothing in them.
    pub blank: u64,
    /// The whole file was read.
    pub complete: bool,
    /// What else of the file is in no row.
    pub notes: Vec<Note>,
}

impl ImportPlan {
    /// Headers of the columns nobody knows.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .filter(|column| column.field.is_none() || column.confidence == 0)
            .map(|column| column.header.as_str())
    }
}
