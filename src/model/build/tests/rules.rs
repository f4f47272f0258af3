//! The rules of the tiny site: four kinds, two categories, two criteria, two obligations.

use std::collections::BTreeMap;

use crate::model::*;

pub(super) fn rules() -> Rules {
    Rules {
        site: info(),
        kinds: vec![
            kind("guidance", "意见方案", "guidance"),
            kind("plan", "年度创建计划", "plans"),
            kind("summary", "自查总结", "summaries"),
            kind("notice", "通知通报", "notices"),
        ],
        categories: vec![category("party", "党委部门"), category("government", "政府部门")],
        campaign: Campaign {
            criteria: vec![
                criterion("political", "政治坚定好"),
                criterion("learning", "学习创新好"),
            ],
            appraisal: Some(Appraisal {
                every: 2,
                first: 2021,
            }),
            obligations: vec![obligation(1, (3, 31), false), obligation(2, (1, 15), true)],
        },
        ledger: LedgerRules {
            public: Disclosure::Counts,
            labels: BTreeMap::new(),
        },
        nav: Vec::new(),
    }
}

fn info() -> SiteInfo {
    SiteInfo {
        title: "专栏".into(),
        organisation: "工委".into(),
        organisation_short: "工委".into(),
        language: "zh-CN".into(),
        base_url: String::new(),
        description: String::new(),
        contact: String::new(),
        grey_days: Vec::new(),
        id_code: String::new(),
        print_mark: String::new(),
    }
}

fn kind(id: &str, name: &str, folder: &str) -> Kind {
    Kind {
        id: id.into(),
        name: name.into(),
        folder: folder.into(),
        per_unit: ["plan", "summary"].contains(&id),
        official: false,
    }
}

fn category(id: &str, name: &str) -> Category {
    Category {
        id: id.into(),
        name: name.into(),
    }
}

fn criterion(id: &str, name: &str) -> Criterion {
    Criterion {
        id: id.into(),
        name: name.into(),
    }
}

fn obligation(kind: u16, (month, day): (i8, i8), next_year: bool) -> Obligation {
    Obligation {
        kind: KindId(kind),
        due: MonthDay { month, day },
        next_year,
        from: 2025,
        to: None,
        categories: Vec::new(),
        overrides: BTreeMap::new(),
    }
}
