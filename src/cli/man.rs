//! `salesdesk man`: the manual, in the form the `man` command reads.

use clap::{Args, CommandFactory as _};
use clap_mangen::{Man as Page, roff::Roff, roff::roman};

use super::exit::{Exit, refuse};
use super::{Cli, out};
use crate::i18n::Lang;
use crate::keys::table::{Context, ROWS};

/// Print the manual: `salesdesk man | man -l -`
#[derive(Args, Debug)]
pub(super) struct Man {
    /// Of one command only
    command: Option<String>,
}

/// What the command line itself does not say: a heading and its paragraphs.
const SECTIONS: &[(&str, &[&str])] = &[
    (
        "CUSTOMERS",
        &[
            "A CUSTOMER is an id, the beginning of one that no other has (four digits at least), the \
             house's own code, or system:id for an id in another system.",
            "Times are RFC 3339, or words: +2h, tomorrow 15:00, next tue 10:30, 来週火曜14時. A day without \
             a time is the hour for callbacks.",
        ],
    ),
    (
        "OUTPUT",
        &[
            "Results go to standard output, everything else to standard error. With --json a result is one \
             line of JSON: words are strings, empty where unknown; numbers, amounts in minor units, ids and \
             times are null where unknown; times are RFC 3339 with an offset. Fields are only ever added.",
            "Tables for people change freely and are no interface. Control and direction characters out of \
             the book never reach the terminal.",
        ],
    ),
    (
        "FILES",
        &[
            "The book is one SQLite file, book.db, in $XDG_DATA_HOME/salesdesk; the demo's is demo.db beside \
             it. Settings are in $XDG_CONFIG_HOME/salesdesk/config.toml: language, region, currency, rep, \
             callback_time, call_command, clipboard, ascii, bell, notify, notify_names, [snippets] (abbreviations in notes: ;shi), and [keys]. Drafts and logs are in \
             $XDG_STATE_HOME/salesdesk. `salesdesk paths` prints them all.",
            "Beside a book of more than 20,000 customers lies what its search is quick by, book.db-search: \
             about 480 bytes a customer. It is made when it is missed, by whichever desk comes first, and can \
             be deleted at any time; copies and backups do without it. Until it is there the desk finds \
             who begins as typed; where it cannot be written, the search takes memory instead. `salesdesk \
             doctor` tells how it stands.",
            "The book must lie on a local disk. Copies are made with `salesdesk backup`, also while the desk \
             is in use.",
        ],
    ),
    (
        "IMPORT",
        &[
            "An import is one action: all of it or none, and `salesdesk import undo BATCH` takes it back, \
             leaving customers that were worked on since. Importing the same file twice changes nothing.",
            "The encoding is found out: a byte order mark, UTF-8 where all of it is valid, UTF-16, else CP932 \
             or EUC-JP by what the bytes can mean. --encoding decides where that is wrong. Columns are known \
             by their headers in English and Japanese; --map decides the rest, and columns nobody knows go \
             into the note.",
            "Cleansing: width and spaces are evened in numbers, codes and readings, never in names; numbers \
             get a normal form beside what was typed, and a zero a spreadsheet has eaten is put back; a cell \
             that is no value for its field goes into the note; card numbers are refused. Rows that cannot go \
             in are written beside the file, with the reason in the first column, and can be mended and \
             imported from there.",
        ],
    ),
    (
        "CALL LISTS",
        &[
            "A list is made of a search, of pasted lines, of an import or of how calls on another list ended; \
             with --live it follows its search. Each pasted line is read as a number, a code, a mail address or \
             a name; lines that name nobody, or several, come back with the reason, and exit status is 4.",
            "Where somebody stands is read from the calls made on the list: `list show` tells a state (ready, \
             waiting, done, out) and a reason: callback_due, callback_open, hot, fresh, retry, again; callback, \
             cooling, gap, per_day, hours, part, claimed; done, tries; blocked, no_number.",
            "Next are callbacks that are due, callbacks without a time, customers ranked A, those never tried, \
             those to be tried again, those put off. A number rests 60 minutes after a call and is rung twice a \
             day at most, on whatever list; 9:00 to 18:00 where the customer is, never from 21:00 to 8:00, on \
             working days and not on Japanese holidays; a further try is at another time of day. An agreed \
             callback beats these rules and never a block.",
            "`rules` shows what follows each outcome and the pacing, for the desk or with --list for one list; \
             `rules set` and `rules pacing` change them and say how many customers that moves, `rules reset` gives \
             a rule back. Delays: 20m, 4h, 2d, 3 working days. What forbids calling keeps doing so.",
            "`claim` takes the next entries for a rep, `split` shares a list out in blocks; both are undone like \
             any change. The place of a walk is kept in the book and not shared.",
        ],
    ),
    (
        "DO NOT CALL",
        &[
            "A block covers a customer, a person or a number, for a channel or for all, for good or until a day. \
             Nothing is dialled, copied or called in a walk for a contact that a block covers, and `export --may` and \
             `export --list` leave it out; a plain export has everybody. A block is lifted, never removed: who, \
             when and why stay. This is a tool and no legal advice.",
            "A file for `block --file` or `unblock --file` has a header with a number or a customer (phone, 電話番号, \
             code, 顧客コード), and may have reason, until and channel; or it is bare numbers, one a line.",
        ],
    ),
    (
        "REPORTS",
        &[
            "An attempt, a connected call, a decision-maker, an appointment and an order are what the outcome's \
             flags say; a talk is reach 3 or more; rates are of attempts, in JSON whole per mille. Weekdays are \
             1 for Monday. `report day` is the summary of a day, as text or Markdown.",
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            "SALESDESK_DB: the book, as --db. SALESDESK_CONFIG: the config file. SALESDESK_NOW: a fixed time in \
             RFC 3339, for tests and pictures. LC_ALL, LC_MESSAGES, LANG: the language where nothing else says. \
             NO_COLOR: no colour. VISUAL, EDITOR: the editor for long notes. XDG_DATA_HOME, XDG_CONFIG_HOME, \
             XDG_STATE_HOME: where things are kept.",
        ],
    ),
    (
        "EXIT STATUS",
        &["0 done; 1 failure, nothing was changed; 2 the command line does not make sense; 3 no such \
             record, or several; 4 partly done, some rows were rejected; 5 another program holds the book; \
             6 a decision is needed and nobody may be asked; 129, 130, 143 ended by a signal."],
    ),
];

impl Man {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let mut command = Cli::command();
        command.build();
        let mut text = Vec::new();
        match &self.command {
            None => {
                page(command).render(&mut text)?;
                rest().to_writer(&mut text)?;
            }
            Some(name) => {
                let unknown = || refuse(Exit::Usage, format!("there is no command `{name}`"));
                page(command.find_subcommand(name).ok_or_else(unknown)?.clone()).render(&mut text)?;
            }
        }
        out::raw(&text)
    }
}

fn page(command: clap::Command) -> Page {
    Page::new(command).manual("salesdesk").source(concat!("salesdesk ", env!("CARGO_PKG_VERSION")))
}

/// The sections and the keys.
fn rest() -> Roff {
    let mut roff = Roff::new();
    for (heading, paragraphs) in SECTIONS {
        roff.control("SH", [*heading]);
        for paragraph in *paragraphs {
            roff.control("PP", []).text([roman(*paragraph)]);
        }
    }
    roff.control("SH", ["KEYS"]);
    for context in Context::ALL {
        roff.control("SS", [context.text().words(Lang::En)]);
        for row in ROWS.iter().filter(|row| row.context == *context) {
            roff.control("TP", ["16"]);
            roff.text([roman(row.keys.join(" "))]).text([roman(row.text.words(Lang::En))]);
        }
    }
    roff
}
