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
             callback_time, call_command, mail_command, clipboard, ascii, bell, notify, notify_names, [sync] (folder, every: minutes between two by itself, relay, key_file, steward: a snapshot every week), [snippets] (abbreviations in notes: ;shi), and [keys]. Drafts and logs are in \
             $XDG_STATE_HOME/salesdesk. `salesdesk paths` prints them all.",
            "Beside a book of more than 20,000 customers lies what its search is quick by, book.db-search: \
             about 480 bytes a customer. It is made when it is missed, by whichever desk comes first, and can \
             be deleted at any time; copies and backups do without it. Until it is there the desk finds \
             who begins as typed; where it cannot be written, the search takes memory instead. `salesdesk \
             doctor` tells how it stands.",
            "The book must lie on a local disk, in no folder a synchroniser owns and under one name; \
             --unsafe-location takes it anyway, for one program at a time. Copies are made with `salesdesk backup`, also while the desk \
             is in use. Kept ones are in backups beside the book: seven nightly ones, one before each upgrade, and \
             those that were asked for; `restore` without a file lists them.",
            "`recover` begins with the newest sound copy, adds what the log of the damaged book can still tell, \
             and with --sync what a shared place holds. The damaged file is kept. Leave the desk before.",
        ],
    ),
    (
        "SYNC",
        &[
            "A place is a folder with salesdesk-v1/TEAM in it; --init makes one. Every desk writes files of its own \
             there and none of another's, and never changes one, except to write a spoilt one of its own anew. Names are hints; what is in a file \
             counts. What is not there is never taken for a deletion.",
            "A field holds its newest write: by stamp, then by desk, then by value. A stamp is later than what it \
             replaces, whatever the clocks say. What was beaten by somebody who had not seen it waits under `salesdesk \
             review`, as do work on a deleted customer, numbers that customers of two desks share, and copies of a desk \
             that went on under one name. `review take ID` takes the other side: the value that lost, the customer back, \
             the two as one; `review keep ID` keeps what stands. Either is a change like any other, told to every desk.",
            "With [sync] folder in config.toml, `sync` needs no DIR, and the desk syncs by itself: shortly after its start, \
             every so many minutes, give or take a tenth, and as it is left, if that is quick. It writes a file's changes \
             at a time. A place that is not there is told once and tried again.",
            "A file that is cut, damaged or not ours is refused whole, with exit status 4, or 1 where nothing else was \
             done; one that is changed within the hour and not whole is tried again. A newer version's changes are kept and count after the \
             update. Of two syncs of one book the second ends with 5.",
            "--relay carries what other desks wrote and the place lacks, however it came. A bundle holds everything a desk \
             knows, or with --days what is newer.",
            "Once a day a desk folds its small files of the days before into one, once a month those of the months; a \
             small one goes two days after the larger one came. --compact folds at once.",
            "--snapshot publishes all that this desk holds as one file, once it was read back into an empty book and \
             told the very same; with steward = true under [sync] every week. Three of its own are kept. Whoever begins with an empty \
             book reads the one that stands for most first, then the history; whoever was away reads one that stands \
             for what no other file tells. It is read like any change: newer work stays. --compact drops a desk's own \
             history of more than 400 days that two snapshots of the place stand for; `history` ends there for whoever \
             begins later. When somebody is erased, a desk's own snapshots go at the next sync and another is made.",
            "On paper, for 1,000 reps and 10 million changes, five months at 100 a rep and day: 61 bytes a logged call make 0.6 GB of files and about as much for each snapshot. A rep who syncs every quarter of an hour writes some 30 files a day, of which two days lie beside the folded ones: 50 to 115 files a rep, 50,000 to 115,000 in all, listed in one to two seconds on a local disk when there is nothing new. The others' 100,000 changes of a day take 5 to 9 seconds to make true, ten million read from the beginning 10 to 15 minutes. Above 200 reps set every = 60. The figures it starts from: `cargo bench --bench desk -- sync`.",
            "A copy of a book may be the beginning too: `salesdesk backup FILE` at one desk, `restore FILE` at the new one; \
             it goes on under a name of its own.",
            "--init --encrypt passphrase, or --init --recipients FILE, makes a locked place: all files in it are locked to \
             one random key, which lies in salesdesk-v1/keys, locked for the team. Each sync asks for the passphrase, or \
             takes --key-file; --keep-key FILE keeps the key itself in a file for its owner alone, which --key-file \
             takes from then on. A place is locked from its beginning or never. A file that lies open in a locked \
             place is read and told, and locked anew by the desk that wrote it. A place that is not locked with the \
             key it had is refused, unless --trust. When somebody leaves, --rekey goes on with a new key for \
             --recipients FILE or --encrypt passphrase: it opens the older files too, and what the one who left has \
             opens none of the newer.",
            "`bundle write` takes --encrypt passphrase and --recipients too; `bundle read` asks. Names, sizes and times of \
             locked files can be seen, and so can how many desks there are.",
        ],
    ),
    (
        "ERASING",
        &[
            "`salesdesk erase CUSTOMER` says what would go and ends with exit status 6; with --yes it is done, for the \
             customer and whoever was merged into one with them, in one commit, and is never taken back. Customers, \
             people, numbers, steps, tags, list entries and own values go. Activities, deals, purchases and blocks stay \
             without a word of theirs, so that totals hold. --reason is kept; write nothing about them in it.",
            "Numbers and addresses that nobody else in the book has are blocked as hashes. An import refuses a row \
             that has one, with the reason among the rejects; `salesdesk unblock` frees it for whoever has it now. A \
             row without a number or address cannot be recognised.",
            "The book is written afresh without its free pages, the write-ahead log is emptied, the search file \
             dropped, drafts about them and mails to them that lie beside the book are thrown away, copies in the folder of copies that do not know of the \
             erasure are removed and one is made anew. What could not be done is owed, and done by the next sync, \
             the desk when it is idle, or `salesdesk privacy clear`. The erasures known are noted beside the copies: an older copy put in the \
             book's place is erased in again when it is opened.",
            "A desk that learns of an erasure does all of that too. Its files in a shared place that held words of \
             theirs are taken away at once and published anew; they carry the erasure. Files of other desks are left \
             to them and never handed on. Old files read later are scrubbed as they come.",
            "`salesdesk disclose CUSTOMER` prints every record, every change and every file they came from; with \
             --out to a file of mode 0600. `salesdesk privacy status` lists erasures and the desks known to have \
             them: a desk says so in the first file it writes afterwards, so of a silent one nothing is known; --in \
             DIR names files there that still hold somebody erased. `salesdesk privacy search TEXT` finds words in \
             whatever was written of anybody.",
            "Out of reach: mails and attachments, files exported or imported and their rejects, sticks, paper, old \
             versions a cloud folder keeps, disk snapshots, terminals' clipboards, locked copies and files that a \
             recovery set aside (these are named).",
        ],
    ),
    (
        "FILTERS",
        &[
            "A search line is words and filters; each must be met, one after a dash must not. Every field is a filter: \
             of the customer by its name (industry:it), of what hangs on it by its noun and its name (deal.amount>=1.5m, \
             person.job_title:buyer, purchase.channel:shop, call.outcome:na), in Japanese by its label, of the desk's own \
             by what it is called, with _ for a space. : and = look for the words or the code, >= <= > < compare; :any and \
             :none ask whether there is anything. Commas part what will do as well.",
            "Days are dates, months or years (closing:2026-12), today, or spans from today: last<-90d, closing<=2w, with d, w, \
             m of 30 days, y. Amounts are held against amounts of the same currency only; plain figures mean the currency \
             of each record.",
            "Of purchases: bought:A -bought:B, net, orders, returns, average, interval, first, last, since (days since the last), \
             expected, r, f, m, and rfm>=445, which asks for each of the three marks. What they are is told by `salesdesk report \
             customers`. sort:FIELD orders what is found, sort:-FIELD the other way round, those with nothing last.",
            "Reminders: each [[remind]] in config.toml names a date (field, as a filter has it), days and months after it \
             (before it where less than nothing), text with {name} and {date}, and every: year, month or never. A \
             birthday and a closing month come every year. Each occasion makes one next step, due at the hour for \
             callbacks of its day, until two weeks after; one that was taken back is not made again.",
            "A view is a search line kept under a name, with columns and a digit that asks it on the desk: view save, list, \
             show, drop; find --view and list new --view ask it. Columns are called as filters are. With --json a column \
             stands under the name it was asked by, an amount with its currency under that name and .currency.",
        ],
    ),
    (
        "TEMPLATES",
        &[
            "A template is a TOML file: name, about, and any number of [[field]], [[outcome]], [[survey]] with \
             [[survey.question]], [[mail]], [[pipeline]] with [[pipeline.stage]], [[list]], [[tag]] (offered where one is typed, on nobody before), and one [pacing]. `template guide` prints one with a word on every \
             line; words are one text or { en = .., ja = .. }, chosen by --lang. `apply` is one commit: what the desk has \
             by that name stays, rules become what the template says. A wrong one is told as FILE:LINE:COLUMN, exit status 1.",
            "A field of your own holds text, number, date, choice, multi, flag (yesno), phone, url or money. --pattern is \
             made of # a digit, @ a letter, ? a character, * anything. What breaks a rule is told; with --hard it is \
             refused where it is typed, never in an import. `field change` keeps what was typed and reads it anew. `field rename` keeps every value; the first name of a field goes on meaning it where no other has that name. On the desk `f` lists them, and adds, changes and drops them.",
            "An answer is a key, a choice or its beginning, yes or no, a figure from 0 to 10, or words. A questionnaire is \
             answered in rounds: `ask answer` goes on with the last one until it is full, --again begins the next. \
             `ask report` counts each customer's newest answer. Filters: q.CODE:WORDS, q.CODE>=FIGURE.",
            "`mail` leaves by --how: mailto, command (mail_command in config.toml, with {file}, {to}, {subject}; no \
             shell reads it) or eml (--out, else mails/ beside the book; never over another file). It is logged once \
             it was handed over. An address that may not be written to is refused with exit status 1.",
            "`event import` reads a line each: mail, number, code or name in any column, and the state where a cell \
             says it (attended, 参加, ..). Filters: event:, invited:, registered:, attended:, no_show: with the event's \
             name or any; visited: with a part of an address that `import --as visits` brought.",
        ],
    ),
    (
        "IMPORT",
        &[
            "An import is one action: all of it or none, and `salesdesk import undo BATCH` takes it back, \
             leaving customers that were worked on since. Importing the same file twice changes nothing.",
            "What a file is, is told by what is in it: CSV or TSV, XLSX, XLS, ODS, vCard, iCalendar, or a whole \
             book as `export --format jsonl` writes it. The encoding of a text is found out: a byte order mark, \
             UTF-8 where all of it is valid, UTF-16, else CP932 or EUC-JP by what the bytes can mean; --encoding \
             decides where that is wrong. Of a workbook the first visible sheet with rows is read; --sheet names \
             another. Hidden sheets are named and never read unasked.",
            "What rows are about is told by the header, or by --as. The program a file comes from is recognised, \
             or named by --preset. Columns are known by their headers in English and Japanese; --map decides the \
             rest and is remembered for the same header, unless --no-remembered. A column no field holds becomes a \
             field of your own; leave it out with --map COL=skip.",
            "A deal, purchase or activity finds its customer by id, another system's id, code, corporate number, \
             mail, phone, then name; one that fits several, or nobody, is rejected unless --make-customers. Files \
             that name customers by id alone make them. A deal or purchase that names nobody is kept without a \
             customer and counted.",
            "--dry-run tells what would become of each row: new, update, same, skipped, duplicate?, reject. \
             Who is perhaps a duplicate goes in as new. --on-duplicate says what happens to those who are there: \
             update-empty, skip, overwrite, new; --key by which field alone they are known.",
            "Rows that cannot go in are written beside the file, with the reason in the first column, and can be \
             mended and imported from there; exit status is 4. Where the order of dates or the era of short years \
             cannot be told, that is asked first, with exit status 6: --dates, --era.",
        ],
    ),
    (
        "CLEANSING",
        &[
            "What stood in the file is kept beside every normal form of a number, a mail address or an own field.",
            "Phone numbers: any width and hyphen; an extension apart; a zero a spreadsheet has eaten put back. \
             Postal codes: without 〒, seven digits as 123-4567. Readings: half-width kana made full.",
            "Company names stay as written; legal form, width, kana and old kanji count as equal where names are \
             compared. 株式会社 before and behind are two companies.",
            "Dates: ISO, y/m/d, 2026年1月5日, R8.1.5, 令和8年, H31.4.30. A day that could be two and years of two \
             figures are never guessed. A prefecture before an address goes into its own field. Countries become \
             ISO codes where they are known.",
            "Codes lose a .0 a spreadsheet added; 9.01E+10 is rejected; a card number is refused. Amounts keep \
             their own currency; (1,200) is below zero. A stage or outcome of another system becomes ours, and its \
             own word stays as an own field. A cell that is no value for its field goes into the note.",
        ],
    ),
    (
        "DUPLICATES AND MERGES",
        &[
            "`duplicates` lists pairs with a score of 0 to 100 and the reasons for and against: numbers, mail, \
             corporate number, name, reading, address, birth date. What too many share, such as a switchboard's \
             number, is compared only among those of the same name or place, and that is said.",
            "`merge` joins two customers by one record; nothing is moved. Of each field the newest value shows \
             unless --take chooses; what is chosen is written again on whoever holds it, so that each keeps what \
             was theirs. Both are shown under the smaller id. Numbers, tags and people that both have show once. A \
             block on either holds for both.",
            "`unmerge` parts every pair that names the customer, or with FROM only those two; the others stay \
             together. What was written since stays with the record it was written on, and is told. Deleting a \
             merged customer deletes all of them.",
        ],
    ),
    (
        "EXPORT",
        &[
            "A text table has a column for every number a customer has; words a spreadsheet would compute get an \
             apostrophe, which an import takes off again (--raw leaves them). CP932 takes 〜 for ～ and the like, \
             and refuses what it lacks unless --replace. --columns takes the names of import --map.",
            "Address cards and calendars mark whoever must not be called (do-not-call); --may leaves them out. A \
             table does not carry labels and states of numbers, blocks, or references other than owner and parent; \
             JSON Lines carries everything. A file is mode 0600, never written over without --force, and noted: \
             history --exports.",
        ],
    ),
    (
        "ENCRYPTION",
        &[
            "`backup --encrypt passphrase` and `backup --recipients FILE` write a copy in the age format, which the \
             age and rage programs open too; `restore` recognises it. Recipients are public keys, one a line: \
             age1..., ssh-ed25519 or ssh-rsa. What is damaged, cut or locked for somebody else gives an error and \
             changes nothing. Nobody can open a locked file whose passphrase or key is lost.",
            "A passphrase is asked for at the terminal, or read from a descriptor (--passphrase-fd 3 3<FILE) or from \
             the first line of a file that nobody else can read (--passphrase-file). --key-file takes age identities \
             or an ssh private key; an ssh agent signs only and opens nothing. Passphrases are never arguments and \
             never in the environment.",
            "The book itself lies open on the disk, mode 0600: encrypt the disk. A salesdesk built with `cargo build \
             --release --features sqlcipher` has `encrypt` and `decrypt`: the book is then encrypted by a random \
             key in book.db.key, which lies beside it, locked as above; --book-passphrase-fd, \
             --book-passphrase-file and --book-key-file open it. Copies of it are encrypted by the same key and \
             worth nothing without that file. Its search stays in memory; drafts and files of exports are not \
             encrypted.",
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
             cooling, gap, per_day, hours, part, claimed, complaint; done, tries; blocked, not_agreed, no_number.",
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
        "PIPELINES",
        &[
            "Every book has the standard pipeline; `salesdesk pipeline add NAME --stages A,B` lays another beside it, which \
             ends as the standard one does (won, lost, hold). `pipeline stage add|change|drop PIPELINE STAGE` with \
             --probability, --stale DAYS, --flag, --ja and --after. What a standard stage means stays. A stage or a \
             pipeline that is dropped is offered no more; deals in it stay and count as before. Words for pipelines and \
             stages are their codes or names in either language.",
            "A deal is stale where nothing touched it for longer than its stage allows: a write of it, anything logged about \
             it, and, of a customer who has that one deal open, any call that was a talk (reach 3), visit or meeting.",
            "On the desk `b` is the board of deals: open ones, and those that ended in the last 30 days. A key moves a deal a \
             stage; one that is lost has a reason.",
            "After a call `d STAGE AMOUNT DAY` moves the open deal, `d PIPELINE STAGE` that of this pipeline, or begins one. \
             A deal is lost for a reason: without --reason `deal move DEAL lost` exits with 6; --win-back DAY puts a step \
             on the agenda.",
            "`deal person DEAL PERSON --role R` names who decides, in the order of the route; `deal line add DEAL PRODUCT` \
             what is in it; on the desk the keys `@` and `$` do, and `C` adds a subscription. A deal without an amount of its own has that of its lines, where all are of one currency. \
             `deal show` tells days in each stage and slips, out of the log.",
            "`product add|edit|drop`, `subscription add|renew|cancel|edit|list`; --as products and --as subscriptions import \
             them. Profit is a purchase less its own cost, else its product's, by code or name; lines without either are \
             counted and in no profit. `subscription list` tells what those that run bring a month. Filters: renews<=30d, \
             cancelled>=2026-11, credit:over. LTV is sales so far and the average order as often as its interval fits \
             into 365 days.",
        ],
    ),
    (
        "CONSENT AND INQUIRIES",
        &[
            "`consent give` and `consent withdraw` add a record each; the newest day counts, and of one day what was \
             taken down last. A withdrawal also puts a block with the reason `withdrawn` on the channel; the next yes \
             lifts it. `rules pacing consent=CHANNEL` (or all) has consumers agree first; the last day of a consent is \
             one of UTC. `why` prints the one ground that weighs most, in JSON with `allowed` and `reason`: blocked, \
             no_consent, consent_ended, complaint, dead, no_address, rests, gap, per_day, hours; consent, \
             existing_business, business, not_refused.",
            "`import --as mailings` reads delivery lists (sent, opened, clicked, unsubscribed, bounced) matched by mail \
             address or LINE id: each row is an activity with a response, and who unsubscribed has withdrawn. \
             `import --as consents` and `--as inquiries` read those records.",
            "`retention` lists who was not heard of for as long as the [[keep]] rules of config.toml say (what: customer; \
             kind: company, person or both; after: 90d, 26w, 18m, 3y; since: last_contact, last_purchase, added; who was \
             never heard of counts from the day they were added). `retention retain CUSTOMER DATE` keeps one until then. \
             It deletes nothing: `erase` and `block` do what they do.",
            "`inquiry add` takes an inquiry down, `step` what was done, `edit` any field, `close` ends it; an open one of \
             three days or more is marked. An open complaint keeps its customer off every walk until it is closed, or \
             cleared with a reason by `inquiry clear`. `export --as inquiries` writes them as a table; the column \
             inquiry.steps has what was done. `similar` compares pairs of letters and the kind; `handbook` writes \
             those that were answered as Markdown, without names of customers. Filters: inquiry:open, complaint:open, \
             inquiry.status:waiting.",
        ],
    ),
    (
        "REPORTS",
        &[
            "An attempt, a connected call, a decision-maker, an appointment and an order are what the outcome's \
             flags say; a talk is reach 3 or more; rates are of attempts, in JSON whole per mille. Weekdays are \
             1 for Monday. `report day` is the summary of a day, as text or Markdown.",
            "On the desk `s` shows the reports; Enter on a figure opens the calls or the customers it counts, there or as a search, and Esc comes back. `d` takes days that are typed (one date, month or year, or two with .. or a space between), `/` a search line whose customers count, `b` lays calls apart; all are kept from report to report. `w` writes the report shown to a file by its ending, as --out does; over one that is there only when Enter is pressed again.",
            "--where LINE has every report be of the customers who answer that search line: their calls, deals, purchases and day. Whose marks R, F and M are is not changed by it. `--by source` lays calls apart by how their customers came to us; spellings that fold alike are one row. `report customers` begins with a map: how many customers have each mark of recency and each of frequency, in JSON as rfm.",
            "`report pipeline` counts open deals as they stand and ended ones by the day they were closed, else the one they were expected on; --from and --to are about the ended ones. Weighted is each amount by the deal's own chance, else its stage's; commit is class A of `forecast`, best case A and B, which follow from the chance (90, 60) where none is set. `report customers` takes an order to be a number, else a day, that comes to more than nothing, and gives R, F and M by fifths of all who ordered, whose ends it prints (below so many days, above so many orders and sales); M among those of one currency. --by takes month, or a field of customers or purchases, one of your own too. Amounts are told by currency and never added up across them; in JSON in minor units and as figures.",
            "`report pipeline` tells what moved since the end of a day, a week ago unless --since says another, and sets the forecast of then beside that of now. --as-of is the pipeline at the end of a day, as far as the log of this desk goes back; `report customers --as-of` leaves out lines from later.",
            "`report cross` lays a field of customers, people, tags, deals, purchases or calls, one of your own, or the answers to a question (q.CODE; of each customer the last round, each of several answers), against another. --value is count (of what the fields are of, else customers), count:customers, count:deals, count:purchases, count:calls, sum:deal.amount, sum:purchase, rate:won or rate:connected. Days and moments go by month. Spellings that differ in width, case or kana only are one row. Rows beyond --limit and columns beyond --across are one. Every report is written by --out FILE, in the format of its ending (.txt, .md, .html, .csv, .xlsx, .json) or by --format; a file that is there stays unless --force.",
            "The book has views for programs that only read, with text ids, ISO moments and decimal amounts: v_customer, v_person, v_contact_point, v_tag, v_activity, v_call, v_call_outcome, v_deal, v_purchase, v_next_step, v_list_entry, v_own_value, v_rep. Their columns are in the README and stay as they are. Open the book read-only: `sqlite3 -readonly`.",
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
