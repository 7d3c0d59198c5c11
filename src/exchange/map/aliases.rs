//! The words people put above columns, by the field they mean. One field a row; no logic.
//!
//! They are compared folded: width, case, spaces, brackets, marks and kind of kana do not count,
//! and a number behind a word is ignored. `headers` reads this table.

/// Field, as `--map` takes it, and its words in English and Japanese.
#[rustfmt::skip]
pub const ALIASES: &[(&str, &[&str])] = &[
    // Who.
    ("customer.name", &["会社名", "取引先名", "企業名", "法人名", "顧客名", "得意先名", "得意先名称", "提出者名", "店舗名", "店名", "商号", "社名", "貴社名", "御社名", "会社", "勤務先", "名称", "正式名称", "組織名", "団体名",
        "Company", "Company Name", "Account", "Account Name", "Organization", "Organization Name", "Organisation", "Organization - Name", "Customer", "Customer Name", "Client", "Client Name", "store_name", "Business Name", "Associated Company", "会社名1"]),
    ("customer.kana", &["会社名フリガナ", "会社名カナ", "会社フリガナ", "会社カナ", "会社よみ", "企業名カナ", "企業名フリガナ", "法人名カナ", "法人名フリガナ", "提出者名（ヨミ）", "カナ名称", "取引先名カナ", "取引先名フリガナ", "顧客名カナ", "顧客名フリガナ", "得意先名カナ", "社名カナ", "社名フリガナ", "Company Kana", "Company Reading", "Account Name Kana"]),
    ("name", &["名前", "Name", "名前(通称)", "File As", "display_name", "Display Name", "Full Name", "Contact", "Contact Name", "Person - Name"]),
    ("kana", &["フリガナ", "カナ", "よみ", "よみがな", "読み", "読み仮名", "読みがな", "カナ氏名", "Kana", "Reading", "Furigana", "Yomi", "Yomi Name", "Phonetic Name"]),
    ("customer.kind", &["顧客区分", "法人個人", "法人/個人", "Customer Type"]),
    ("customer.code", &["コード", "顧客コード", "顧客番号", "得意先コード", "取引先コード", "会社コード", "店舗コード", "管理番号", "Code", "Customer Code", "Customer ID", "CustomerId", "Account Number", "Account Code", "Client ID", "Customer No", "Customer Number", "store_cd", "store_code"]),
    ("customer.corporate_number", &["法人番号", "提出者法人番号", "Corporate Number", "corporateNumber"]),
    ("external:EDINET", &["ＥＤＩＮＥＴコード", "EDINET Code"]),
    ("external:securities", &["証券コード", "銘柄コード", "Ticker", "Ticker Symbol", "Securities Code"]),
    ("external:import", &["Record ID", "unique_id", "レコード番号", "External ID"]),

    // Where.
    ("customer.postal_code", &["郵便番号", "〒", "〒番号", "郵便", "郵便番号 (会社)", "Postal Code", "PostalCode", "Zip", "Zip Code", "ZipCode", "Postcode", "postCode", "Business Postal Code", "Address - Postal Code", "Billing Zip", "BillingPostalCode", "MailingPostalCode"]),
    ("customer.region", &["都道府県", "県", "都道府県名", "都道府県 (会社)", "prefecture", "prefectureName", "State", "State/Province", "Province", "Region", "Business State", "Address - Region", "BillingState", "MailingState"]),
    ("customer.city", &["市区町村", "市町村", "市区町村名", "市区郡", "市区町村・番地", "市町村 (会社)", "City", "cityName", "Town", "Business City", "Address - City", "BillingCity", "MailingCity"]),
    ("customer.address", &["住所", "所在地", "本社所在地", "本店所在地", "会社住所", "番地", "町名番地", "番地 (会社)", "住所 (会社)", "丁目番地", "建物名", "ビル名", "建物名・部屋番号など", "streetNumber", "Address", "Street", "Street Address", "Business Street", "Address Line", "Address - Street", "Address - Formatted", "Organization - Address", "office_location", "Location", "BillingStreet", "MailingStreet", "Headquarters"]),
    ("customer.country", &["国", "国名", "国 (会社)/地域", "Country", "Country/Region", "Business Country/Region", "Address - Country", "BillingCountry"]),

    // What kind of company.
    ("customer.representative", &["代表者", "代表者名", "代表取締役", "社長名", "CEO", "Representative"]),
    ("customer.industry", &["業種", "業界", "提出者業種", "Industry", "Sector"]),
    ("customer.business", &["事業内容", "Business", "Description of Business"]),
    ("customer.capital", &["資本金", "Capital", "Paid-in Capital"]),
    ("customer.founded_year", &["設立", "設立年", "創業", "創業年", "設立年月", "設立年月日", "設立日", "Founded", "Founded Year", "Year Founded", "Established", "Year Established", "year_established"]),
    ("customer.fiscal_month", &["決算月", "決算日", "決算期", "決算", "Fiscal Month", "Fiscal Year End", "FYE"]),
    ("customer.annual_sales", &["売上", "売上高", "年商", "年間売上", "売上規模", "Revenue", "Annual Revenue", "AnnualRevenue", "Sales", "Annual Sales", "Turnover"]),
    ("customer.employees", &["従業員数", "従業員", "社員数", "Employees", "Number of Employees", "NumberOfEmployees", "Employee Count", "Headcount", "Staff"]),
    ("customer.size_class", &["企業規模", "規模", "Company Size", "Size"]),
    ("parent", &["親会社", "親会社名", "親取引先", "subsidiary_of", "Parent", "Parent Company", "Parent Account"]),

    // How we see them.
    ("customer.rank", &["ランク", "見込みランク", "見込ランク", "見込み度", "確度", "Rank", "Grade", "Rating"]),
    ("customer.lifecycle", &["顧客ステータス", "Lifecycle Stage", "Lifecycle"]),
    ("owner", &["担当", "担当者", "当社担当", "弊社担当", "自社担当", "営業担当", "営業担当者", "担当営業", "Owner", "Account Owner", "Contact owner", "Company owner", "Sales Rep", "Rep", "Assigned To"]),
    ("customer.team", &["担当部署", "担当部門", "Team"]),
    ("customer.source", &["流入経路", "リードソース", "獲得経路", "Source", "Lead Source", "LeadSource"]),
    ("customer.needs", &["ニーズ", "要望", "Needs"]),
    ("tag", &["タグ", "ラベル", "分類", "グループ", "Tag", "Tags", "Label", "Labels", "Category", "Categories", "Group Membership", "Groups"]),
    ("customer.note", &["備考", "メモ", "ノート", "特記事項", "摘要", "コメント", "Note", "Notes", "Memo", "Comment", "Comments", "Remarks", "Description"]),

    // How to reach them.
    ("phone", &["電話", "電話番号", "TEL", "Tel No", "tel_no", "連絡先電話番号", "代表電話", "代表電話番号", "電話番号（代表）", "会社電話", "会社電話番号", "会社代表電話", "TEL会社", "TEL部門", "連絡先", "固定電話", "自宅電話", "自宅電話番号", "その他の電話",
        "Phone", "Phone Number", "Telephone", "Telephone Number", "Tel Number", "Business Phone", "Company Main Phone", "Work Phone", "Home Phone", "Main Phone", "Other Phone", "Person - Phone", "Phone - Work"]),
    ("person_phone", &["直通", "直通電話", "直通番号", "TEL直通", "担当者電話", "担当者電話番号", "Direct", "Direct Phone", "Direct Line"]),
    ("person_mobile", &["携帯", "携帯電話", "携帯電話番号", "携帯番号", "担当者携帯", "スマホ", "Mobile", "Mobile Phone", "MobilePhone", "Mobile Number", "Cell", "Cell Phone", "Cellphone"]),
    ("fax", &["FAX", "FAX番号", "ファックス", "ファクス", "会社 FAX", "自宅 FAX", "Fax Number", "Business Fax", "Fax - Work"]),
    ("mail", &["メール", "メールアドレス", "電子メール", "電子メール アドレス", "Eメール", "Eメールアドレス", "E-mail", "Email", "Mail", "E-mail Address", "Email Address", "EmailAddress", "Mail Address", "代表メール", "E-mail 1 - Value"]),
    ("person_mail", &["担当者メール", "担当者メールアドレス", "Person - Email", "Person - Email (Work)", "Work Email"]),
    ("url", &["URL", "HP", "ホームページ", "ウェブサイト", "WEBサイト", "Web ページ", "サイト", "Website", "Web", "Web Site", "Web Page", "Homepage", "Company Domain Name", "Domain"]),
    ("line", &["LINE", "LINE ID", "LINEID"]),
    ("sns", &["SNS", "Twitter", "X", "Instagram", "Facebook", "LinkedIn"]),

    // The person there.
    ("person.full_name", &["氏名", "お名前", "ご氏名", "担当者名", "ご担当者", "ご担当者名", "先方担当", "先方担当者", "お客様担当者", "担当者氏名", "取引先責任者", "取引先責任者名", "連絡先名", "Contact Person", "Primary Contact", "Attention"]),
    ("person.family", &["姓", "氏", "苗字", "名字", "名前(姓)", "氏名（姓）", "Last Name", "LastName", "Surname", "Family Name", "Person - Last name"]),
    ("person.given", &["名", "名前(名)", "氏名（名）", "First Name", "FirstName", "Given Name", "Forename", "Person - First name"]),
    ("person.family_kana", &["セイ", "姓フリガナ", "姓カナ", "姓（フリガナ）", "姓（カナ）", "よみ(姓)", "フリガナ（姓）", "カナ姓", "氏名フリガナ", "氏名カナ", "氏名（カナ）", "氏名（フリガナ）", "名前フリガナ", "担当者名カナ", "担当者フリガナ", "Phonetic Last Name", "Family Name Yomi", "Last Name Kana"]),
    ("person.given_kana", &["メイ", "名フリガナ", "名カナ", "名（フリガナ）", "名（カナ）", "よみ(名)", "フリガナ（名）", "カナ名", "Phonetic First Name", "Given Name Yomi", "First Name Kana"]),
    ("person.honorific", &["敬称", "Honorific", "Name Prefix", "Salutation"]),
    ("person.department", &["部署", "部署名", "所属", "所属部署", "部課名", "部門", "Department", "Organization Department", "Dept", "Division"]),
    ("person.job_title", &["役職", "役職名", "肩書", "肩書き", "職位", "Job Title", "Title", "Organization Title", "Position", "Role"]),
    ("person.birth_date", &["生年月日", "誕生日", "Birthday", "Birth Date", "Date of Birth", "dob"]),
    ("person.age_band", &["年代", "年齢層", "Age Band", "Age Group"]),
    ("person.gender", &["性別", "Gender", "Sex"]),
    ("person.occupation", &["職業", "Occupation", "Job"]),
    ("person.member_no", &["会員番号", "会員ID", "Member No", "Member Number", "Membership Number"]),
    ("person.member_since", &["入会日", "Member Since", "Joined"]),
    ("person.hobbies", &["趣味", "Hobbies", "Hobby"]),
];

/// Words in a header that say what one stands for, longest first.
pub const UNITS: &[(&str, i64)] =
    &[("百万円", 1_000_000), ("億円", 100_000_000), ("万円", 10_000), ("千円", 1_000)];

/// A column that tells a known list, the field it bears on, and what one stands for there.
pub const COMPANION_UNITS: &[(&str, &str, i64)] = &[("ＥＤＩＮＥＴコード", "capital", 1_000_000)];
