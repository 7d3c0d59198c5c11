//! salesdesk: a full-screen sales desk for the terminal.
//!
//! A rep finds a customer by typing three letters, sees who it is on one screen, calls, logs the
//! call in one or two keys, and goes to the next. Everything is in one SQLite file of their own.
//!
//! # The map
//!
//! ```text
//!          keys from the terminal                      argv
//!                   |                                    |
//!   tui     read, draw, the one loop              cli    one file per verb
//!                   |  Msg     ^ &App                    |
//!   app     state + update (pure)                        |
//!                   |  Effect  ^ Reply                   |
//!   work    the threads that perform effects             |
//!                   |                                    |
//!   store   the only SQL, one door for changes  <---  exchange  files in, files out
//!                   |                                    |
//!   search  folded text in, ranked hits out (pure)       |
//!                   |                                    |
//!   domain  nouns, rules, what may change (pure) <-------+
//! ```
//!
//! `keys` (what can be asked for, with which key) and `i18n` (every word, in both languages) are
//! tables that stand beside `app`, `tui` and `cli`. A test holds every `crate::` path against this
//! picture. The same noun names the file in every layer: `domain/next_step.rs`, `tui/view/agenda.rs`.
//!
//! Two doors. Everything a user can do is a row of [`keys::table`]; everything that changes data is
//! a [`domain::Change`] through [`store::Desk::commit`].
//!
//! One rule of data. A record is a set of fields; a field holds its newest write. Adding is a new
//! record; nothing is removed. Undo, history and exchange between desks all follow from it.
//!
//! # Glossary
//!
//! | word | Japanese | what it is |
//! |---|---|---|
//! | customer | 顧客 | a company, or a consumer standing alone |
//! | person | 担当者 | somebody at a customer; a consumer has exactly one |
//! | contact point | 連絡先 | a phone, mail, LINE id, …; never unique |
//! | activity | 活動 | a call, mail, visit, note: a fact |
//! | channel | 手段 | how an activity happened |
//! | outcome | 結果 | how a call ended; its behaviour is in flags, never in its name |
//! | reach | 到達 | 0–5, how far a call got |
//! | next step | 次の予定 | a callback or a task, due at a time or without one |
//! | agenda | 予定一覧 | every open next step, and the orphans |
//! | orphan | 予定のない見込み客 | a live prospect without an open next step |
//! | deal, stage | 商談、フェーズ | something they may buy, and how far it is |
//! | pipeline, course | パイプライン | a way deals go; it with its stages in order |
//! | route, stop | 決裁ルート | the people a deal is decided by, in order; one of them |
//! | slip | 延期 | a deal put off to a later day |
//! | product | 商品 | what is sold, its price and cost |
//! | subscription | 契約 | what a customer pays again and again |
//! | credit | 与信 | how much a customer may owe, and what open deals come to |
//! | tag | タグ | a word on a customer |
//! | purchase | 購入 | a line of what a customer bought, or brought back |
//! | worth | 購入実績 | what a customer bought altogether, how lately and how often: RFM |
//! | document | 帳票 | a report laid out once: sections of typed cells, drawn and written from there |
//! | cross, axis | クロス集計、軸 | any field against any field; what its rows or columns are |
//! | own field | 独自項目 | a field somebody added; what a record holds in it is an own value |
//! | questionnaire, question, answer, round | アンケート、質問、回答、回 | what is asked during a call; one of it; what was said to it; the how-manieth time |
//! | event, attendance | イベント、参加状況 | a call list of whoever is invited; how far one of them got |
//! | template, setup, offer | テンプレート | what a desk of a trade starts with, as a file; the same read; the same as it would change this desk |
//! | mail template, letter | メール雛形、文面 | a mail with blanks; a mail about to leave |
//! | fault | 違反 | a rule of an own field that a value breaks |
//! | misfit | 合わない値 | what was typed into an own field and is none of its kind, or breaks a rule, as they are now |
//! | duplicate, card | 重複、照合票 | two who look like one; what one is known by |
//! | plan, verdict | 取り込み計画、判定 | what an import would do; what becomes of one row |
//! | preset | プリセット | the columns of a program whose files are known |
//! | dossier | 顧客一式 | a customer with everything that hangs on it, as it leaves in a file |
//! | inquiry, step | 問い合わせ、対応 | what somebody asked or complained of; what was done about it |
//! | handbook | 対応マニュアル | past inquiries and how they were answered |
//! | retention | 保存期間 | how long somebody is kept after they were last heard of |
//! | consent | 同意 | leave somebody gave to contact them over a channel, or took back |
//! | ground | 根拠 | why somebody may be contacted now, or may not; what speaks for two being one |
//! | merge, pair | 統合、同一判定 | two customers who are one; the record that says so |
//! | group, face | 同一グループ、代表 | all who are one; the one of them whose id all are shown under |
//! | block | 架電禁止 | do not call: a customer, a person or a number |
//! | rep | 担当 | who sits at a desk |
//! | change, write | 変更 | what one user action makes true; new values for fields of one record |
//! | commit, log | 記録 | a change on the disk; every commit in order |
//! | deed | 操作 | what the user did, by name: what undo says |
//! | desk, origin | デスク | one rep's open book; the id of this copy of it |
//! | book | 台帳 | all customers of a desk, in one file |
//! | posting | 記帳 | a row of the log as it travels between desks, whole and chained to the one before |
//! | segment, bundle | 封書、まとめ | postings sealed into one file; several such parts in one, to carry |
//! | snapshot | スナップショット | all that a desk holds, as writes that anybody may read at any time |
//! | place, team | 共有場所、チーム | a folder that desks meet in; all who share it |
//! | twin | 複製 | a copy of a desk that went on under the same origin |
//! | review | 確認待ち | what was beaten unseen, or looks doubtful, after desks met |
//! | erasure | 消去 | somebody forgotten for good: totals and blocks stay, no word of theirs does |
//! | trace, ledger | 痕跡、消去台帳 | what an erasure leaves on a disk until it is removed; the erasures a book knows, kept beside its copies |
//! | stamp | 時刻印 | when a field was written, in an order every desk agrees on |
//! | line, page | 行、詳細 | one row of a list; one customer with all that hangs on it |
//! | note line | 入力行 | the line typed after a call, read for times and amounts |
//! | draft | 書きかけ | words not yet saved, kept against a lost connection |
//! | fold | 正規化 | one spelling for everything a rep would call the same |
//! | sidecar | 検索用ファイル | a large book's folded text, and what is held in its fields, in a file beside it; disposable |
//! | leaf | 束 | sixteen customers side by side in the sidecar |
//! | view | ビュー | a search line kept under a name, with a key and columns |
//! | grid | 表 | customers down, columns across, changed cell by cell or by a paste |
//! | reminder, occasion | リマインダ、期日 | a rule that a date of the book makes next steps; a day it falls on |
//! | column, cell | 列、値 | what a view shows of each customer; what stands there for one |
//! | call list, entry | 架電リスト | customers to be called one after the other; one of them on it |
//! | walk, stop | 連続架電 | going down a call list; the customer it stands at |
//! | span, figure | 期間、数字 | the days a report looks at; a number in it, which opens what it counts |
//! | board, card | 商談ボード | deals by stage; one deal as it stands there |
//! | queue, standing | 順番、状況 | everybody on a list; whether one is to be called now, and why |
//! | pacing | 架電ペース | how often and when a number may be rung, on whatever list |
//! | clearance | 連絡許可 | leave to contact somebody at one address; nothing is dialled without |
//! | claim | 確保 | an entry is one rep's to call |
//! | lock, key | 暗号化、鍵 | for whom a file is locked; what opens it |
//! | tally | 件数 | how many were found, or that there are more |

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod journal;
pub mod keys;
pub mod paths;
pub mod search;
pub mod store;
pub mod tui;
pub mod work;
