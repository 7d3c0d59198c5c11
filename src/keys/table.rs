//! The table of keys: where, which keys, what they do, in which words.
//!
//! Input, the bottom line, help, the palette, `salesdesk keys` and the README all read it. Its
//! order is the order of help; the first rows of a context are the ones its bottom line shows.

use crate::i18n::Text;

/// Where the keyboard is. Several hold at once; the innermost is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// The list of customers.
    List,
    /// The selected customer's details.
    Detail,
    /// The list or the details.
    Desk,
    /// The search line.
    Search,
    /// Choosing how a call ended.
    Outcome,
    /// The line typed after a call, mail or note.
    NoteLine,
    /// The line that a tag is typed on.
    TagLine,
    /// Choosing another channel.
    Channel,
    /// A form's fields.
    Form,
    /// The agenda.
    Agenda,
    /// Deals by stage.
    Board,
    /// Reports.
    Reports,
    /// A line typed over a report.
    ReportLine,
    /// The file a report is written to.
    ReportFile,
    /// The calls a figure counts.
    Opened,
    /// Every action by name.
    Palette,
    /// A page to read: help, history.
    Reading,
    /// Choosing a file to import.
    Import,
    /// The review of an import.
    Review,
    /// Its columns.
    ReviewColumns,
    /// Its rows.
    ReviewRows,
    /// One of its rows, whole.
    ReviewRow,
    /// Choosing the field of a column.
    FieldChoice,
    /// A file being read, imported or taken back.
    ImportWork,
    /// What an import has done.
    Imported,
    /// Naming the file an export goes to.
    Export,
    /// An unfinished note from an earlier session.
    Draft,
    /// The choice of call lists.
    Lists,
    /// The fields of the desk's own.
    Fields,
    /// The choice of saved views.
    Views,
    /// Customers as a grid.
    Grid,
    /// Typing into one of its cells.
    GridCell,
    /// Typing which columns it has.
    GridColumns,
    /// Looking at what a paste into it would do.
    GridPlan,
    /// Walking a call list.
    Walk,
    /// Why nobody on a call list is called.
    Reasons,
    /// Finding out who calls in.
    Inbound,
    /// The settings of the rules.
    Rules,
    /// Customers who look like one.
    Duplicates,
    /// What stays where two become one.
    Merging,
    /// What customers ask and complain of.
    Inquiries,
    /// Who is due for a look by the rules of keeping.
    Retention,
    /// What desks wrote apart.
    ToReview,
    /// Telling other desks everything.
    Sync,
    /// Typing the team's place.
    SyncFolder,
    /// Whether somebody is to be erased for good.
    Erasing,
    /// A questionnaire being asked.
    Asking,
    /// A mail being written.
    Mailing,
    /// Templates of a trade.
    Starting,
    /// Everywhere, unless text is being typed.
    Global,
    /// Everywhere, also while text is being typed.
    Always,
}

impl Context {
    /// Every context, in help order.
    pub const ALL: &'static [Self] = &[
        Self::Desk,
        Self::List,
        Self::Detail,
        Self::Search,
        Self::Outcome,
        Self::NoteLine,
        Self::TagLine,
        Self::Channel,
        Self::Form,
        Self::Agenda,
        Self::Board,
        Self::Reports,
        Self::ReportLine,
        Self::ReportFile,
        Self::Opened,
        Self::Palette,
        Self::Reading,
        Self::Import,
        Self::Review,
        Self::ReviewColumns,
        Self::ReviewRows,
        Self::ReviewRow,
        Self::FieldChoice,
        Self::ImportWork,
        Self::Imported,
        Self::Export,
        Self::Draft,
        Self::Lists,
        Self::Fields,
        Self::Views,
        Self::Grid,
        Self::GridCell,
        Self::GridColumns,
        Self::GridPlan,
        Self::Walk,
        Self::Reasons,
        Self::Inbound,
        Self::Rules,
        Self::Duplicates,
        Self::Merging,
        Self::Inquiries,
        Self::Retention,
        Self::ToReview,
        Self::Sync,
        Self::SyncFolder,
        Self::Erasing,
        Self::Asking,
        Self::Mailing,
        Self::Starting,
        Self::Global,
        Self::Always,
    ];

    /// Says whether letters typed there are text.
    #[must_use]
    pub const fn captures_text(self) -> bool {
        matches!(
            self,
            Self::Search
                | Self::NoteLine
                | Self::TagLine
                | Self::Form
                | Self::Palette
                | Self::Import
                | Self::FieldChoice
                | Self::Export
                | Self::Outcome
                | Self::Inbound
                | Self::SyncFolder
                | Self::Asking
                | Self::GridCell
                | Self::GridColumns
                | Self::ReportLine
                | Self::ReportFile
        )
    }

    /// Its heading in help.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Desk => Text::ContextDesk,
            Self::List => Text::ContextList,
            Self::Detail => Text::ContextDetail,
            Self::Search => Text::ContextSearch,
            Self::Outcome => Text::ContextOutcome,
            Self::NoteLine => Text::ContextNoteLine,
            Self::TagLine => Text::ContextTagLine,
            Self::Channel => Text::ContextChannel,
            Self::Form => Text::ContextForm,
            Self::Agenda => Text::ContextAgenda,
            Self::Board => Text::ContextBoard,
            Self::Reports => Text::ContextReports,
            Self::ReportLine => Text::ContextReportLine,
            Self::ReportFile => Text::ContextReportFile,
            Self::Opened => Text::ContextOpened,
            Self::Palette => Text::ContextPalette,
            Self::Reading => Text::ContextReading,
            Self::Import => Text::ContextImport,
            Self::Review => Text::ContextReview,
            Self::ReviewColumns => Text::ContextReviewColumns,
            Self::ReviewRows => Text::ContextReviewRows,
            Self::ReviewRow => Text::ContextReviewRow,
            Self::FieldChoice => Text::ContextFieldChoice,
            Self::ImportWork => Text::ContextImportWork,
            Self::Imported => Text::ContextImported,
            Self::Export => Text::ContextExport,
            Self::Draft => Text::ContextDraft,
            Self::Lists => Text::ContextLists,
            Self::Fields => Text::ContextFields,
            Self::Views => Text::ContextViews,
            Self::Grid => Text::ContextGrid,
            Self::GridCell => Text::ContextGridCell,
            Self::GridColumns => Text::ContextGridColumns,
            Self::GridPlan => Text::ContextGridPlan,
            Self::Walk => Text::ContextWalk,
            Self::Reasons => Text::ContextReasons,
            Self::Inbound => Text::ContextInbound,
            Self::Rules => Text::ContextRules,
            Self::Duplicates => Text::ContextDuplicates,
            Self::Merging => Text::ContextMerging,
            Self::Inquiries => Text::ContextInquiries,
            Self::Retention => Text::ContextRetention,
            Self::ToReview => Text::ContextToReview,
            Self::Sync => Text::ContextSync,
            Self::SyncFolder => Text::ContextSyncFolder,
            Self::Erasing => Text::ContextErasing,
            Self::Asking => Text::ContextAsking,
            Self::Mailing => Text::ContextMailing,
            Self::Starting => Text::ContextStarting,
            Self::Global => Text::ContextGlobal,
            Self::Always => Text::ContextAlways,
        }
    }
}

macro_rules! actions {
    ( $( $action:ident $name:literal, )* ) => {
        /// What a user can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $( #[doc = concat!("`", $name, "` in the config.")] $action, )*
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[ $( Self::$action, )* ];

            /// Its name in the config and in `salesdesk keys`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$action => $name, )* }
            }
        }
    };
}

actions! {
    Call "call",
    Mail "mail",
    Note "note",
    Visit "visit",
    OtherChannel "other-channel",
    Deal "deal",
    NextStep "next-step",
    Dial "dial",
    CopyNumber "copy-number",
    Search "search",
    Agenda "agenda",
    Board "board",
    Reports "reports",
    NextPage "next-page",
    PreviousPage "previous-page",
    NextSpan "next-span",
    NextBy "next-by",
    TypeDays "type-days",
    TypeWhose "type-whose",
    TypeCross "type-cross",
    WriteReport "write-report",
    MoveOn "move-on",
    MoveBack "move-back",
    Lose "lose",
    NextOrder "next-order",
    NextPipeline "next-pipeline",
    AddCustomer "add-customer",
    AddPerson "add-person",
    AddContactPoint "add-contact-point",
    AddDeal "add-deal",
    AddStop "add-stop",
    AddLine "add-line",
    AddSubscription "add-subscription",
    EditCustomer "edit-customer",
    EditItem "edit-item",
    DeleteItem "delete-item",
    FinishItem "finish-item",
    OpenNote "open-note",
    Rank "rank",
    Tag "tag",
    Block "block",
    History "history",
    Undo "undo",
    Redo "redo",
    Palette "palette",
    Help "help",
    Import "import",
    Export "export",
    SwitchLanguage "switch-language",
    Up "up",
    Down "down",
    PageUp "page-up",
    PageDown "page-down",
    First "first",
    Last "last",
    FocusDetail "focus-detail",
    FocusList "focus-list",
    Accept "accept",
    Save "save",
    Back "back",
    NextNumber "next-number",
    NextRank "next-rank",
    NextField "next-field",
    PreviousField "previous-field",
    NextChoice "next-choice",
    PreviousChoice "previous-choice",
    EditOutside "edit-outside",
    Snooze1h "snooze-1h",
    Snooze1d "snooze-1d",
    Snooze3d "snooze-3d",
    Snooze7d "snooze-7d",
    Walk "walk",
    Lists "lists",
    Views "views",
    Fields "fields",
    AddField "add-field",
    Grid "grid",
    MarkBlock "mark-block",
    ClearCell "clear-cell",
    Columns "columns",
    FirstColumn "first-column",
    LastColumn "last-column",
    NextStop "next-stop",
    PreviousStop "previous-stop",
    WalkNote "walk-note",
    WhyEmpty "why-empty",
    ToggleScript "toggle-script",
    Inbound "inbound",
    LiveList "live-list",
    Claim "claim",
    DayReport "day-report",
    CopyText "copy-text",
    CopyMarkdown "copy-markdown",
    RaiseReach "raise-reach",
    Rules "rules",
    AddOutcome "add-outcome",
    HideOutcome "hide-outcome",
    Everyones "everyones",
    Complete "complete",
    RunImport "run-import",
    OtherPane "other-pane",
    LeaveOut "leave-out",
    NextEncoding "next-encoding",
    NextAbout "next-about",
    NextOnDuplicate "next-on-duplicate",
    NextKey "next-key",
    NextSheet "next-sheet",
    NextDates "next-dates",
    ShowAll "show-all",
    ShowNew "show-new",
    ShowUpdates "show-updates",
    ShowSame "show-same",
    ShowDuplicates "show-duplicates",
    ShowRejects "show-rejects",
    MakeList "make-list",
    Duplicates "duplicates",
    Merge "merge",
    TellApart "tell-apart",
    NextPair "next-pair",
    PreviousPair "previous-pair",
    OpenAlike "open-alike",
    Retention "retention",
    Retain "retain",
    AlsoInquiry "also-inquiry",
    Inquiries "inquiries",
    AddInquiry "add-inquiry",
    AddStep "add-step",
    ClearComplaint "clear-complaint",
    ToReview "to-review",
    TakeOther "take-other",
    KeepStanding "keep-standing",
    Sync "sync",
    SyncNow "sync-now",
    StopSync "stop-sync",
    SyncFolder "sync-folder",
    Discard "discard",
    Ask "ask",
    Templates "templates",
    Erase "erase",
    EraseForGood "erase-for-good",
    Suspend "suspend",
    Redraw "redraw",
    Cancel "cancel",
    Quit "quit",
}

/// One row: in this context, these keys ask for that, in these words.
#[derive(Debug)]
pub struct Row {
    /// Where.
    pub context: Context,
    /// Which keys, the one to show first.
    pub keys: &'static [&'static str],
    /// What they ask for.
    pub action: Action,
    /// In which words.
    pub text: Text,
    /// Shown in the bottom line.
    pub hint: bool,
}

const fn row(context: Context, keys: &'static [&'static str], action: Action, text: Text) -> Row {
    Row { context, keys, action, text, hint: false }
}

const fn hint(context: Context, keys: &'static [&'static str], action: Action, text: Text) -> Row {
    Row { context, keys, action, text, hint: true }
}

/// Every key there is.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    hint(Context::Desk, &["c"], Action::Call, Text::KeyCall),
    hint(Context::Desk, &["m"], Action::Mail, Text::KeyMail),
    hint(Context::Desk, &["n"], Action::Note, Text::KeyNote),
    hint(Context::Desk, &["d"], Action::Deal, Text::KeyDeal),
    hint(Context::Desk, &["t"], Action::NextStep, Text::KeyNextStep),
    hint(Context::Desk, &["a"], Action::Agenda, Text::KeyAgenda),
    hint(Context::Desk, &["w"], Action::Walk, Text::KeyWalk),
    row(Context::Desk, &["b"], Action::Board, Text::KeyBoard),
    row(Context::Desk, &["s"], Action::Reports, Text::KeyReports),
    row(Context::Desk, &["W"], Action::Lists, Text::KeyLists),
    row(Context::Desk, &["F"], Action::Views, Text::KeyViews),
    row(Context::Desk, &["="], Action::Grid, Text::KeyGrid),
    row(Context::Desk, &["f"], Action::Fields, Text::KeyFields),
    row(Context::Desk, &["P"], Action::DayReport, Text::KeyDayReport),
    row(Context::Desk, &["i"], Action::Inbound, Text::KeyInbound),
    hint(Context::Desk, &["e"], Action::EditItem, Text::KeyEdit),
    hint(Context::Desk, &["/"], Action::Search, Text::KeySearch),
    hint(Context::Desk, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Desk, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Desk, &["v"], Action::Visit, Text::KeyVisit),
    row(Context::Desk, &["o"], Action::OtherChannel, Text::KeyOtherChannel),
    row(Context::Desk, &["D"], Action::Dial, Text::KeyDial),
    row(Context::Desk, &["y"], Action::CopyNumber, Text::KeyCopyNumber),
    row(Context::Desk, &["A"], Action::AddCustomer, Text::KeyAddCustomer),
    row(Context::Desk, &["E"], Action::EditCustomer, Text::KeyEditCustomer),
    row(Context::Desk, &["p"], Action::AddPerson, Text::KeyAddPerson),
    row(Context::Desk, &["+"], Action::AddContactPoint, Text::KeyAddContactPoint),
    row(Context::Desk, &["N"], Action::AddDeal, Text::KeyAddDeal),
    row(Context::Desk, &["$"], Action::AddLine, Text::KeyAddLine),
    row(Context::Desk, &["@"], Action::AddStop, Text::KeyAddStop),
    row(Context::Desk, &["C"], Action::AddSubscription, Text::KeyAddSubscription),
    row(Context::Desk, &["r"], Action::Rank, Text::KeyRank),
    row(Context::Desk, &["#"], Action::Tag, Text::KeyTag),
    row(Context::Desk, &["B"], Action::Block, Text::KeyBlock),
    row(Context::Desk, &["Q"], Action::Ask, Text::KeyAsk),
    row(Context::Desk, &["T"], Action::Templates, Text::KeyTemplates),
    row(Context::Desk, &["H"], Action::History, Text::KeyHistory),
    row(Context::Desk, &["ctrl-x"], Action::Erase, Text::KeyErase),
    row(Context::Desk, &["I"], Action::Import, Text::KeyImport),
    row(Context::Desk, &["M"], Action::Duplicates, Text::KeyDuplicates),
    row(Context::Desk, &["O"], Action::Export, Text::KeyExport),
    row(Context::Desk, &["S"], Action::Sync, Text::KeySync),
    row(Context::Desk, &["J"], Action::Inquiries, Text::KeyInquiries),
    row(Context::Desk, &["K"], Action::AddInquiry, Text::KeyAddInquiry),
    row(Context::Desk, &["Z"], Action::Retention, Text::KeyRetention),
    row(Context::Desk, &["V"], Action::ToReview, Text::KeyToReview),
    row(Context::Desk, &["R"], Action::Rules, Text::KeyRules),
    row(Context::Desk, &["L"], Action::SwitchLanguage, Text::KeySwitchLanguage),
    row(Context::Desk, &["q"], Action::Quit, Text::KeyQuit),

    row(Context::List, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::List, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::List, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::List, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::List, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::List, &["end", "G"], Action::Last, Text::KeyLast),
    row(Context::List, &["enter", "tab", "right", "l"], Action::FocusDetail, Text::KeyFocusDetail),
    row(Context::List, &["esc"], Action::Back, Text::KeyClearSearch),

    row(Context::Detail, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Detail, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Detail, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Detail, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Detail, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Detail, &["end", "G"], Action::Last, Text::KeyLast),
    row(Context::Detail, &["enter"], Action::OpenNote, Text::KeyOpenItem),
    hint(Context::Detail, &["space"], Action::FinishItem, Text::KeyFinish),
    row(Context::Detail, &["X", "delete"], Action::DeleteItem, Text::KeyDelete),
    row(Context::Detail, &["esc", "tab", "shift-tab", "left", "h"], Action::FocusList, Text::KeyFocusList),

    hint(Context::Search, &["enter", "down"], Action::Accept, Text::KeyToList),
    hint(Context::Search, &["esc"], Action::Back, Text::KeyClearSearch),
    row(Context::Search, &["up"], Action::FocusList, Text::KeyToList),

    hint(Context::Outcome, &["tab"], Action::NextNumber, Text::KeyNextNumber),
    hint(Context::Outcome, &["ctrl-e"], Action::Ask, Text::KeyAsk),
    hint(Context::Outcome, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::NoteLine, &["enter"], Action::Save, Text::KeySave),
    hint(Context::NoteLine, &["tab"], Action::NextRank, Text::KeyNextRank),
    hint(Context::NoteLine, &["ctrl-o"], Action::EditOutside, Text::KeyEditOutside),
    row(Context::NoteLine, &["ctrl-t"], Action::AlsoInquiry, Text::KeyAlsoInquiry),
    hint(Context::NoteLine, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::TagLine, &["enter"], Action::Save, Text::KeySave),
    hint(Context::TagLine, &["tab"], Action::Complete, Text::KeyComplete),
    hint(Context::TagLine, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::Channel, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Form, &["enter"], Action::Save, Text::KeySave),
    hint(Context::Form, &["ctrl-g"], Action::OpenAlike, Text::KeyOpenAlike),
    hint(Context::Form, &["down", "tab"], Action::NextField, Text::KeyNextField),
    hint(Context::Form, &["up", "shift-tab"], Action::PreviousField, Text::KeyPreviousField),
    row(Context::Form, &["right"], Action::NextChoice, Text::KeyNextChoice),
    row(Context::Form, &["left"], Action::PreviousChoice, Text::KeyPreviousChoice),
    row(Context::Form, &["pagedown"], Action::PageDown, Text::KeyPageDown),
    row(Context::Form, &["pageup"], Action::PageUp, Text::KeyPageUp),
    hint(Context::Form, &["ctrl-o"], Action::EditOutside, Text::KeyEditOutside),
    hint(Context::Form, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::Agenda, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    hint(Context::Agenda, &["c"], Action::Call, Text::KeyCall),
    hint(Context::Agenda, &["space"], Action::FinishItem, Text::KeyFinish),
    hint(Context::Agenda, &["t"], Action::NextStep, Text::KeySetTime),
    row(Context::Agenda, &["s"], Action::Reports, Text::KeyReports),
    row(Context::Agenda, &["m"], Action::Everyones, Text::KeyEveryones),
    hint(Context::Agenda, &["1"], Action::Snooze1h, Text::KeySnooze1h),
    hint(Context::Agenda, &["2"], Action::Snooze1d, Text::KeySnooze1d),
    hint(Context::Agenda, &["3"], Action::Snooze3d, Text::KeySnooze3d),
    hint(Context::Agenda, &["7"], Action::Snooze7d, Text::KeySnooze7d),
    hint(Context::Agenda, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Agenda, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Agenda, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Agenda, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Agenda, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Agenda, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Agenda, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Agenda, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Agenda, &["esc", "q", "a"], Action::Back, Text::KeyClose),

    hint(Context::Board, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    hint(Context::Board, &[">", "L"], Action::MoveOn, Text::KeyMoveOn),
    hint(Context::Board, &["<", "H"], Action::MoveBack, Text::KeyMoveBack),
    hint(Context::Board, &["x"], Action::Lose, Text::KeyLose),
    hint(Context::Board, &["e"], Action::EditItem, Text::KeyEdit),
    hint(Context::Board, &["t"], Action::NextStep, Text::KeyNextStep),
    hint(Context::Board, &["p"], Action::NextPipeline, Text::KeyNextPipeline),
    hint(Context::Board, &["s"], Action::NextOrder, Text::KeyNextOrder),
    row(Context::Board, &["m"], Action::Everyones, Text::KeyEveryones),
    row(Context::Board, &["c"], Action::Call, Text::KeyCall),
    row(Context::Board, &["$"], Action::AddLine, Text::KeyAddLine),
    hint(Context::Board, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Board, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Board, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Board, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Board, &["right", "l", "tab"], Action::NextChoice, Text::KeyNextStage),
    row(Context::Board, &["left", "h", "shift-tab"], Action::PreviousChoice, Text::KeyPreviousStage),
    row(Context::Board, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Board, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Board, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Board, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Board, &["esc", "q", "b"], Action::Back, Text::KeyClose),

    hint(Context::Reports, &["enter"], Action::Accept, Text::KeyOpenFigure),
    hint(Context::Reports, &["]", "tab"], Action::NextPage, Text::KeyNextReport),
    row(Context::Reports, &["[", "shift-tab"], Action::PreviousPage, Text::KeyPreviousReport),
    hint(Context::Reports, &["p"], Action::NextSpan, Text::KeyNextSpan),
    hint(Context::Reports, &["b"], Action::NextBy, Text::KeyNextBy),
    hint(Context::Reports, &["m"], Action::Everyones, Text::KeyEveryones),
    hint(Context::Reports, &["d"], Action::TypeDays, Text::KeyTypeDays),
    hint(Context::Reports, &["/"], Action::TypeWhose, Text::KeyTypeWhose),
    hint(Context::Reports, &["x"], Action::TypeCross, Text::KeyTypeCross),
    hint(Context::Reports, &["w"], Action::WriteReport, Text::KeyWriteReport),
    row(Context::Reports, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Reports, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Reports, &["right", "l"], Action::NextChoice, Text::KeyNextFigure),
    row(Context::Reports, &["left", "h"], Action::PreviousChoice, Text::KeyPreviousFigure),
    row(Context::Reports, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Reports, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Reports, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Reports, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Reports, &["esc", "q", "s"], Action::Back, Text::KeyClose),

    hint(Context::ReportLine, &["enter"], Action::Accept, Text::KeyTakeLine),
    hint(Context::ReportLine, &["esc"], Action::Back, Text::KeyToReport),

    hint(Context::ReportFile, &["enter"], Action::Accept, Text::KeyWriteReport),
    hint(Context::ReportFile, &["tab"], Action::Complete, Text::KeyComplete),
    row(Context::ReportFile, &["down"], Action::Down, Text::KeyDown),
    row(Context::ReportFile, &["up"], Action::Up, Text::KeyUp),
    hint(Context::ReportFile, &["esc"], Action::Back, Text::KeyToReport),

    hint(Context::Opened, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    row(Context::Opened, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Opened, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Opened, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Opened, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Opened, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Opened, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Opened, &["esc", "q"], Action::Back, Text::KeyToReport),

    hint(Context::Palette, &["enter"], Action::Accept, Text::KeyRun),
    row(Context::Palette, &["down", "tab"], Action::Down, Text::KeyDown),
    row(Context::Palette, &["up", "shift-tab"], Action::Up, Text::KeyUp),
    hint(Context::Palette, &["esc"], Action::Back, Text::KeyClose),

    row(Context::Reading, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Reading, &["up", "k"], Action::Up, Text::KeyUp),
    hint(Context::Reading, &["pagedown", "space", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Reading, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Reading, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Reading, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Reading, &["y"], Action::CopyText, Text::KeyCopyText),
    hint(Context::Reading, &["Y"], Action::CopyMarkdown, Text::KeyCopyMarkdown),
    hint(Context::Reading, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Import, &["enter"], Action::Accept, Text::KeyGoOn),
    hint(Context::Import, &["tab"], Action::Complete, Text::KeyComplete),
    row(Context::Import, &["down"], Action::Down, Text::KeyDown),
    row(Context::Import, &["up"], Action::Up, Text::KeyUp),
    hint(Context::Import, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::ReviewColumns, &["enter"], Action::Accept, Text::KeyChooseField),
    hint(Context::ReviewColumns, &["space"], Action::LeaveOut, Text::KeyLeaveOut),
    hint(Context::ReviewColumns, &["tab", "shift-tab"], Action::OtherPane, Text::KeyToRows),

    hint(Context::ReviewRows, &["enter"], Action::Accept, Text::KeyWholeRow),
    row(Context::ReviewRows, &["n"], Action::ShowNew, Text::EndNew),
    row(Context::ReviewRows, &["u"], Action::ShowUpdates, Text::EndUpdate),
    row(Context::ReviewRows, &["s"], Action::ShowSame, Text::EndSame),
    row(Context::ReviewRows, &["d"], Action::ShowDuplicates, Text::EndAlike),
    row(Context::ReviewRows, &["r"], Action::ShowRejects, Text::EndRejected),
    hint(Context::ReviewRows, &["a"], Action::ShowAll, Text::KeyShowAll),
    hint(Context::ReviewRows, &["tab", "shift-tab"], Action::OtherPane, Text::KeyToColumns),

    hint(Context::Review, &["I"], Action::RunImport, Text::KeyRunImport),
    row(Context::Review, &["down"], Action::Down, Text::KeyDown),
    row(Context::Review, &["up"], Action::Up, Text::KeyUp),
    row(Context::Review, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Review, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Review, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Review, &["end", "G"], Action::Last, Text::KeyToImport),
    row(Context::Review, &["e"], Action::NextEncoding, Text::KeyNextEncoding),
    row(Context::Review, &["k"], Action::NextAbout, Text::KeyNextAbout),
    row(Context::Review, &["o"], Action::NextOnDuplicate, Text::KeyNextOnDuplicate),
    row(Context::Review, &["K"], Action::NextKey, Text::KeyNextKey),
    row(Context::Review, &["S"], Action::NextSheet, Text::KeyNextSheet),
    row(Context::Review, &["D"], Action::NextDates, Text::KeyNextDates),
    hint(Context::Review, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::ReviewRow, &["]"], Action::NextStop, Text::KeyNextRow),
    hint(Context::ReviewRow, &["["], Action::PreviousStop, Text::KeyPreviousRow),
    row(Context::ReviewRow, &["down"], Action::Down, Text::KeyDown),
    row(Context::ReviewRow, &["up"], Action::Up, Text::KeyUp),
    hint(Context::ReviewRow, &["esc", "enter", "q"], Action::Back, Text::KeyClose),

    hint(Context::FieldChoice, &["enter"], Action::Accept, Text::KeyTakeField),
    row(Context::FieldChoice, &["down", "tab"], Action::Down, Text::KeyDown),
    row(Context::FieldChoice, &["up", "shift-tab"], Action::Up, Text::KeyUp),
    row(Context::FieldChoice, &["pagedown"], Action::PageDown, Text::KeyPageDown),
    row(Context::FieldChoice, &["pageup"], Action::PageUp, Text::KeyPageUp),
    hint(Context::FieldChoice, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::ImportWork, &["esc", "q"], Action::Back, Text::KeyStopWork),

    hint(Context::Imported, &["enter", "esc", "q"], Action::Back, Text::KeyClose),
    hint(Context::Imported, &["w"], Action::MakeList, Text::KeyMakeList),
    hint(Context::Imported, &["u"], Action::Undo, Text::KeyTakeBack),
    hint(Context::Export, &["enter"], Action::Accept, Text::KeyGoOn),
    hint(Context::Export, &["tab"], Action::NextChoice, Text::KeyOtherFormat),
    hint(Context::Export, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::Draft, &["enter"], Action::Accept, Text::KeyGoOn),
    hint(Context::Draft, &["X", "delete"], Action::Discard, Text::KeyDiscard),
    hint(Context::Draft, &["esc"], Action::Back, Text::KeyLater),

    hint(Context::Lists, &["enter", "w"], Action::Accept, Text::KeyWalkList),
    hint(Context::Lists, &["l"], Action::LiveList, Text::KeyLiveList),
    hint(Context::Lists, &["R"], Action::Rules, Text::KeyRules),
    hint(Context::Lists, &["e"], Action::EditItem, Text::KeyEdit),
    row(Context::Lists, &["C"], Action::Claim, Text::KeyClaim),
    row(Context::Lists, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Lists, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Lists, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Lists, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Lists, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Lists, &["end", "G"], Action::Last, Text::KeyLast),
    row(Context::Lists, &["s"], Action::Reports, Text::KeyReports),
    hint(Context::Lists, &["P"], Action::DayReport, Text::KeyDayReport),
    hint(Context::Lists, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Lists, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    hint(Context::Lists, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Fields, &["enter", "e"], Action::Accept, Text::KeyEdit),
    hint(Context::Fields, &["N", "a"], Action::AddField, Text::KeyAddField),
    hint(Context::Fields, &["X", "delete"], Action::DeleteItem, Text::KeyDelete),
    hint(Context::Fields, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Fields, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Fields, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Fields, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Fields, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Fields, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Fields, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Fields, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Fields, &["esc", "q", "f"], Action::Back, Text::KeyClose),

    hint(Context::Views, &["enter"], Action::Accept, Text::KeyLookAt),
    hint(Context::Views, &["w"], Action::Walk, Text::KeyWalkList),
    hint(Context::Views, &["e"], Action::EditItem, Text::KeyEdit),
    hint(Context::Views, &["X", "delete"], Action::DeleteItem, Text::KeyDelete),
    hint(Context::Views, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Views, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Views, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Views, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Views, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Views, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Views, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Views, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Views, &["esc", "q", "F"], Action::Back, Text::KeyClose),

    hint(Context::Grid, &["enter"], Action::Accept, Text::KeyEditCell),
    row(Context::Grid, &["right", "l", "tab"], Action::NextField, Text::KeyNextColumn),
    row(Context::Grid, &["left", "h", "shift-tab"], Action::PreviousField, Text::KeyPreviousColumn),
    hint(Context::Grid, &["v"], Action::MarkBlock, Text::KeyMarkBlock),
    hint(Context::Grid, &["y"], Action::CopyText, Text::KeyCopyCells),
    hint(Context::Grid, &["x", "delete"], Action::ClearCell, Text::KeyClearCell),
    hint(Context::Grid, &["C"], Action::Columns, Text::KeyColumns),
    hint(Context::Grid, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Grid, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Grid, &["o"], Action::OpenNote, Text::KeyOpenCustomer),
    row(Context::Grid, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Grid, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Grid, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Grid, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Grid, &["g"], Action::First, Text::KeyFirst),
    row(Context::Grid, &["G"], Action::Last, Text::KeyLast),
    row(Context::Grid, &["home", "0"], Action::FirstColumn, Text::KeyFirstColumn),
    row(Context::Grid, &["end", "$"], Action::LastColumn, Text::KeyLastColumn),
    hint(Context::Grid, &["esc", "q", "="], Action::Back, Text::KeyClose),

    hint(Context::GridCell, &["enter"], Action::Save, Text::KeySave),
    hint(Context::GridCell, &["tab"], Action::NextField, Text::KeySaveRight),
    hint(Context::GridCell, &["down"], Action::NextChoice, Text::KeyNextChoice),
    row(Context::GridCell, &["up"], Action::PreviousChoice, Text::KeyPreviousChoice),
    hint(Context::GridCell, &["esc"], Action::Back, Text::KeyLeaveCell),

    hint(Context::GridColumns, &["enter"], Action::Save, Text::KeyShowColumns),
    hint(Context::GridColumns, &["tab"], Action::Complete, Text::KeyComplete),
    hint(Context::GridColumns, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::GridPlan, &["enter"], Action::Save, Text::KeyPasteNow),
    row(Context::GridPlan, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::GridPlan, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::GridPlan, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::GridPlan, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::GridPlan, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::GridPlan, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::GridPlan, &["esc", "q"], Action::Back, Text::KeyPasteNothing),

    hint(Context::Walk, &["]"], Action::NextStop, Text::KeyNextStop),
    hint(Context::Walk, &["["], Action::PreviousStop, Text::KeyPreviousStop),
    hint(Context::Walk, &["u"], Action::Undo, Text::KeyUndo),
    hint(Context::Walk, &["space"], Action::WalkNote, Text::KeyWalkNote),
    hint(Context::Walk, &["tab"], Action::NextNumber, Text::KeyNextNumber),
    hint(Context::Walk, &["i"], Action::Inbound, Text::KeyInbound),
    hint(Context::Walk, &["v"], Action::WhyEmpty, Text::KeyWhyEmpty),
    row(Context::Walk, &["p"], Action::ToggleScript, Text::KeyScript),
    hint(Context::Walk, &["Q"], Action::Ask, Text::KeyAsk),
    row(Context::Walk, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Walk, &["D"], Action::Dial, Text::KeyDial),
    row(Context::Walk, &["y"], Action::CopyNumber, Text::KeyCopyNumber),
    row(Context::Walk, &["P"], Action::DayReport, Text::KeyDayReport),
    row(Context::Walk, &["+"], Action::RaiseReach, Text::KeyRaiseReach),
    row(Context::Walk, &["R"], Action::Rules, Text::KeyRules),
    row(Context::Walk, &["e"], Action::EditItem, Text::KeyEditList),
    row(Context::Walk, &["H"], Action::History, Text::KeyHistory),
    row(Context::Walk, &["J"], Action::Inquiries, Text::KeyInquiries),
    row(Context::Walk, &["down", "pagedown"], Action::PageDown, Text::KeyPageDown),
    row(Context::Walk, &["up", "pageup"], Action::PageUp, Text::KeyPageUp),
    hint(Context::Walk, &["esc"], Action::Back, Text::KeyLeaveWalk),

    hint(Context::Reasons, &["enter"], Action::Accept, Text::KeyOpenReason),
    row(Context::Reasons, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Reasons, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Reasons, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Reasons, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Reasons, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Reasons, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Reasons, &["u"], Action::Undo, Text::KeyUndo),
    hint(Context::Reasons, &["P"], Action::DayReport, Text::KeyDayReport),
    hint(Context::Reasons, &["R"], Action::Rules, Text::KeyRules),
    row(Context::Reasons, &["i"], Action::Inbound, Text::KeyInbound),
    hint(Context::Reasons, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Asking, &["enter"], Action::Accept, Text::KeyAnswer),
    hint(Context::Asking, &["tab", "down"], Action::NextField, Text::KeySkipQuestion),
    hint(Context::Asking, &["shift-tab", "up"], Action::PreviousField, Text::KeyQuestionBefore),
    hint(Context::Asking, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::Mailing, &["enter"], Action::Accept, Text::KeyPost),
    hint(Context::Mailing, &["e", "ctrl-o"], Action::EditOutside, Text::KeyEditOutside),
    row(Context::Mailing, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Mailing, &["up", "k"], Action::Up, Text::KeyUp),
    hint(Context::Mailing, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Starting, &["enter"], Action::Accept, Text::KeyApply),
    row(Context::Starting, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Starting, &["up", "k"], Action::Up, Text::KeyUp),
    hint(Context::Starting, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Inbound, &["enter"], Action::Accept, Text::KeyTakeCall),
    row(Context::Inbound, &["down", "tab"], Action::Down, Text::KeyDown),
    row(Context::Inbound, &["up", "shift-tab"], Action::Up, Text::KeyUp),
    hint(Context::Inbound, &["esc"], Action::Back, Text::KeyClose),

    hint(Context::Rules, &["enter"], Action::Accept, Text::KeyEdit),
    hint(Context::Rules, &["N"], Action::AddOutcome, Text::KeyAddOutcome),
    hint(Context::Rules, &["X", "delete"], Action::DeleteItem, Text::KeyGiveBack),
    hint(Context::Rules, &["space"], Action::HideOutcome, Text::KeyHideOutcome),
    row(Context::Rules, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Rules, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Rules, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Rules, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Rules, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Rules, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Rules, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Rules, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    hint(Context::Rules, &["esc", "q", "R"], Action::Back, Text::KeyClose),

    hint(Context::Duplicates, &["m"], Action::Merge, Text::KeyMerge),
    hint(Context::Duplicates, &["n"], Action::TellApart, Text::KeyTellApart),
    hint(Context::Duplicates, &["]", "s"], Action::NextPair, Text::KeyNextPair),
    hint(Context::Duplicates, &["["], Action::PreviousPair, Text::KeyPreviousPair),
    hint(Context::Duplicates, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Duplicates, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    hint(Context::Duplicates, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    row(Context::Duplicates, &["left", "h"], Action::PreviousChoice, Text::KeyLeftOne),
    row(Context::Duplicates, &["right", "l"], Action::NextChoice, Text::KeyRightOne),
    row(Context::Duplicates, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Duplicates, &["up", "k"], Action::Up, Text::KeyUp),
    hint(Context::Duplicates, &["esc", "q", "M"], Action::Back, Text::KeyClose),

    hint(Context::Merging, &["enter"], Action::Accept, Text::KeyMergeNow),
    hint(Context::Merging, &["left", "h"], Action::PreviousChoice, Text::KeyLeftOne),
    hint(Context::Merging, &["right", "l"], Action::NextChoice, Text::KeyRightOne),
    row(Context::Merging, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Merging, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Merging, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Merging, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Merging, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Merging, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Merging, &["esc", "q"], Action::Back, Text::KeyLater),

    hint(Context::Inquiries, &["s"], Action::AddStep, Text::KeyAddStep),
    hint(Context::Inquiries, &[">", "."], Action::MoveOn, Text::KeyStatusOn),
    hint(Context::Inquiries, &["<", ","], Action::MoveBack, Text::KeyStatusBack),
    hint(Context::Inquiries, &["C"], Action::Claim, Text::KeyTakeInquiry),
    hint(Context::Inquiries, &["o"], Action::ClearComplaint, Text::KeyClearComplaint),
    hint(Context::Inquiries, &["e"], Action::EditItem, Text::KeyEdit),
    hint(Context::Inquiries, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    hint(Context::Inquiries, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Inquiries, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Inquiries, &["left", "h"], Action::PreviousChoice, Text::KeyColumnLeft),
    row(Context::Inquiries, &["right", "l"], Action::NextChoice, Text::KeyColumnRight),
    row(Context::Inquiries, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Inquiries, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Inquiries, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Inquiries, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Inquiries, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Inquiries, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Inquiries, &["esc", "q", "J"], Action::Back, Text::KeyClose),

    hint(Context::Retention, &["r"], Action::Retain, Text::KeyRetain),
    hint(Context::Retention, &["ctrl-x"], Action::Erase, Text::KeyErase),
    hint(Context::Retention, &["B"], Action::Block, Text::KeyBlock),
    hint(Context::Retention, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    hint(Context::Retention, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::Retention, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::Retention, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Retention, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::Retention, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::Retention, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::Retention, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::Retention, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::Retention, &["esc", "q", "Z"], Action::Back, Text::KeyClose),

    hint(Context::ToReview, &["o"], Action::TakeOther, Text::KeyTakeOther),
    hint(Context::ToReview, &["s"], Action::KeepStanding, Text::KeyKeepStanding),
    hint(Context::ToReview, &["enter"], Action::Accept, Text::KeyOpenCustomer),
    hint(Context::ToReview, &["u"], Action::Undo, Text::KeyUndo),
    row(Context::ToReview, &["ctrl-r"], Action::Redo, Text::KeyRedo),
    row(Context::ToReview, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::ToReview, &["up", "k"], Action::Up, Text::KeyUp),
    row(Context::ToReview, &["pagedown", "ctrl-d"], Action::PageDown, Text::KeyPageDown),
    row(Context::ToReview, &["pageup", "ctrl-u"], Action::PageUp, Text::KeyPageUp),
    row(Context::ToReview, &["home", "g"], Action::First, Text::KeyFirst),
    row(Context::ToReview, &["end", "G"], Action::Last, Text::KeyLast),
    hint(Context::ToReview, &["esc", "q", "V"], Action::Back, Text::KeyClose),

    hint(Context::Sync, &["s", "enter"], Action::SyncNow, Text::KeySyncNow),
    hint(Context::Sync, &["x"], Action::StopSync, Text::KeyStopSync),
    hint(Context::Sync, &["f"], Action::SyncFolder, Text::KeySyncFolder),
    hint(Context::Sync, &["V"], Action::ToReview, Text::KeyToReview),
    row(Context::Sync, &["down", "j"], Action::Down, Text::KeyDown),
    row(Context::Sync, &["up", "k"], Action::Up, Text::KeyUp),
    hint(Context::Sync, &["esc", "q", "S"], Action::Back, Text::KeyClose),

    hint(Context::SyncFolder, &["enter"], Action::Accept, Text::KeyUsePlace),
    hint(Context::SyncFolder, &["tab"], Action::Complete, Text::KeyComplete),
    row(Context::SyncFolder, &["down"], Action::Down, Text::KeyDown),
    row(Context::SyncFolder, &["up"], Action::Up, Text::KeyUp),
    hint(Context::SyncFolder, &["esc"], Action::Back, Text::KeyLater),

    hint(Context::Erasing, &["E"], Action::EraseForGood, Text::KeyEraseForGood),
    hint(Context::Erasing, &["esc", "q"], Action::Back, Text::KeyClose),

    hint(Context::Global, &[":"], Action::Palette, Text::KeyPalette),
    hint(Context::Global, &["?"], Action::Help, Text::KeyHelp),
    row(Context::Always, &["ctrl-p"], Action::Palette, Text::KeyPalette),
    row(Context::Always, &["f1"], Action::Help, Text::KeyHelp),
    row(Context::Always, &["ctrl-l"], Action::Redraw, Text::KeyRedraw),
    row(Context::Always, &["ctrl-z"], Action::Suspend, Text::KeySuspend),
    row(Context::Always, &["ctrl-c"], Action::Cancel, Text::KeyCancel),
];

/// The keys that mean something else while a call list is walked, so that no outcome can have them.
#[must_use]
pub fn walk_keys() -> Vec<&'static str> {
    let here = |row: &&Row| matches!(row.context, Context::Walk | Context::Global);
    ROWS.iter().filter(here).flat_map(|row| row.keys.iter().copied()).collect()
}
