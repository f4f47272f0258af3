//! A tiny site: three units of which one has filed in time, one late and one not at all; a notice; a free page.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{SourceText, Span, Spanned};
use crate::edition::{Content, Edition};
use crate::markdown;
use crate::model::{
    self, Campaign, Category, Criterion, Disclosure, Duty, EditionKind, Filed, FrontMatter, Kind, KindId,
    LedgerRules, Material, MonthDay, Obligation, Options, RawDocument, RawPage, RawUnit, Rules, SiteInfo,
    Submission,
};
use crate::text::date::Date;
use crate::theme::Theme;

/// Dates, names and words that only certain levels may show.
pub(super) const ON_TIME: &str = "2026-03-07";
pub(super) const LATE: &str = "2026-05-09";
pub(super) const NOTE: &str = "登记簿里的说明";

pub(super) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

pub(super) fn said<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

pub(super) fn text(text: &str) -> Option<Spanned<String>> {
    Some(said(text.to_owned()))
}

fn body(path: &str, text: &str) -> (Arc<SourceText>, Span, markdown::Scan) {
    let source = Arc::new(SourceText::new(path, text));
    let span = Span::new(0, text.len());
    let (scan, _) = markdown::scan(&source, span);
    (source, span, scan)
}

pub(super) fn document(path: &str, front: FrontMatter, words: &str) -> Arc<RawDocument> {
    let (source, body, scan) = body(path, words);
    Arc::new(RawDocument {
        source,
        front,
        body,
        scan,
    })
}

fn unit(id: &str, name: &str, order: i64) -> Arc<RawUnit> {
    let (source, body, scan) = body(&format!("content/units/{id}.md"), "领导班子简况。");
    Arc::new(RawUnit {
        source,
        front: Span::default(),
        id: id.into(),
        name: text(name),
        short: None,
        aliases: Vec::new(),
        former_names: Vec::new(),
        category: text("government"),
        order: Some(said(order)),
        from: None,
        to: None,
        successor: None,
        contact: None,
        body,
        scan,
    })
}

fn about() -> Arc<RawPage> {
    let (source, body, scan) = body("content/pages/about.md", "## 甲\n\n一。\n\n## 乙\n\n二。\n");
    Arc::new(RawPage {
        source,
        front: Span::default(),
        title: text("关于本站"),
        summary: None,
        slug: None,
        draft: false,
        internal: false,
        allow: Vec::new(),
        body,
        scan,
    })
}

fn filed(unit: &str, day: Date, note: Option<&str>) -> Submission {
    Submission {
        source: Arc::new(SourceText::new("data/submissions.csv", "")),
        duty: Duty {
            unit: said(unit.to_owned()),
            kind: said("plan".to_owned()),
            year: said(2026),
        },
        filed: said(Filed::On(day)),
        note: note.and_then(text),
    }
}

pub(super) fn rules(public: Disclosure) -> Rules {
    let kind = |id: &str, name: &str, folder: &str, per_unit| Kind {
        id: id.into(),
        name: name.into(),
        folder: folder.into(),
        per_unit,
        official: !per_unit,
    };
    Rules {
        site: SiteInfo {
            title: "创建活动专栏".into(),
            organisation: "某市直属机关工作委员会".into(),
            organisation_short: "机关工委".into(),
            language: "zh-CN".into(),
            base_url: String::new(),
            description: "说明".into(),
            contact: String::new(),
            grey_days: Vec::new(),
            id_code: String::new(),
            print_mark: "示例".into(),
        },
        kinds: vec![
            kind("plan", "年度创建计划", "plans", true),
            kind("notice", "通知通报", "notices", false),
        ],
        categories: vec![Category {
            id: "government".into(),
            name: "政府部门".into(),
        }],
        campaign: Campaign {
            criteria: vec![Criterion {
                id: "political".into(),
                name: "政治坚定好".into(),
            }],
            appraisal: None,
            obligations: vec![Obligation {
                kind: KindId(0),
                due: MonthDay { month: 3, day: 31 },
                next_year: false,
                from: 2026,
                to: None,
                categories: Vec::new(),
                overrides: BTreeMap::new(),
            }],
        },
        ledger: LedgerRules {
            public,
            labels: BTreeMap::new(),
        },
        nav: Vec::new(),
    }
}

pub(super) fn material() -> Material {
    let plan = FrontMatter {
        title: text("第二局计划"),
        unit: text("second"),
        date: Some(said(day(2026, 6, 1))),
        year: Some(said(2026)),
        submitted: Some(said(day(2026, 5, 9))),
        ..FrontMatter::default()
    };
    let notice = FrontMatter {
        title: text("<script>alert(1)</script>的通知"),
        doc_type: text("通知"),
        doc_no: text("某直工发〔2026〕3号"),
        recipients: vec![said("各单位".to_owned())],
        date: Some(said(day(2026, 2, 1))),
        ..FrontMatter::default()
    };
    Material {
        documents: vec![
            document(
                "content/notices/first.md",
                notice,
                "## 一、甲\n\n话。\n\n## 二、乙\n\n话。\n",
            ),
            document("content/plans/2026/second.md", plan, "计划。\n"),
        ],
        units: vec![
            unit("first", "第一局", 1),
            unit("second", "第二局", 2),
            unit("third", "第三局", 3),
        ],
        pages: vec![about()],
        submissions: vec![filed("first", day(2026, 3, 7), Some(NOTE))],
        ..Material::default()
    }
}

/// The edition of some material as of 1 November 2026.
pub(super) fn edition(material: &Material, rules: Rules, kind: EditionKind) -> Edition {
    let options = Options {
        as_of: day(2026, 11, 1),
        edition: kind,
        drafts: false,
    };
    made(material, rules, options)
}

/// The edition of some material for these options.
pub(super) fn made(material: &Material, rules: Rules, options: Options) -> Edition {
    let (site, told) = model::build(material, &Arc::new(rules), options, &mut model::Memory::default());
    assert!(
        told.iter()
            .all(|d| d.severity != crate::diagnostic::Severity::Error),
        "{told:?}"
    );
    let (theme, told) = Theme::load(&[], &[]);
    assert!(told.is_empty(), "{told:?}");
    Edition::new(site, &theme)
}

/// The public edition of the tiny site.
pub(super) fn public(level: Disclosure) -> Edition {
    edition(&material(), rules(level), EditionKind::Public)
}

/// Every text that an edition holds, styles and images left out, by path.
pub(super) fn texts(edition: &Edition) -> BTreeMap<String, String> {
    let paths = edition
        .paths()
        .iter()
        .filter(|p| !p.as_str().starts_with("assets/"));
    paths
        .map(|path| match edition.make(path) {
            Some(Ok(Content::Bytes(bytes))) => (path.to_string(), String::from_utf8(bytes.to_vec()).unwrap()),
            other => panic!("{path}: {other:?}"),
        })
        .collect()
}
