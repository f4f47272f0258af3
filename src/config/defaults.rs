//! What holds where `site.toml` is silent (DESIGN.md §3).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Config;
use crate::model::{
    Appraisal, Campaign, Category, Criterion, Disclosure, Kind, KindId, LedgerRules, MonthDay, Obligation,
    Rules, SiteInfo,
};

/// The year from which units owe plans and summaries, if nobody says otherwise.
pub(super) const FROM: i16 = 2020;

/// The config of an empty `site.toml`.
pub fn defaults() -> Config {
    let kinds = kinds();
    Config {
        rules: Arc::new(Rules {
            site: site(),
            categories: categories(),
            campaign: Campaign {
                criteria: criteria(),
                appraisal: Some(APPRAISAL),
                obligations: obligations(&kinds),
            },
            kinds,
            ledger: ledger(),
            nav: Vec::new(),
        }),
        levels: BTreeMap::new(),
    }
}

pub(super) const APPRAISAL: Appraisal = Appraisal {
    every: 2,
    first: 2021,
};

pub(super) fn site() -> SiteInfo {
    SiteInfo {
        title: "“四好班子”创建活动专栏".to_owned(),
        organisation: String::new(),
        organisation_short: String::new(),
        language: "zh-CN".to_owned(),
        base_url: String::new(),
        description: String::new(),
        contact: String::new(),
        grey_days: Vec::new(),
        id_code: String::new(),
        print_mark: String::new(),
    }
}

pub(super) fn kinds() -> Vec<Kind> {
    let kind = |id: &str, name: &str, folder: &str| Kind {
        id: id.into(),
        name: name.to_owned(),
        folder: folder.to_owned(),
        per_unit: matches!(id, "plan" | "summary"),
        official: matches!(id, "guidance" | "notice"),
    };
    vec![
        kind("guidance", "意见方案", "guidance"),
        kind("study", "学习材料", "study"),
        kind("plan", "年度创建计划", "plans"),
        kind("news", "工作动态", "news"),
        kind("practice", "经验做法", "practice"),
        kind("summary", "自查总结", "summaries"),
        kind("notice", "通知通报", "notices"),
    ]
}

pub(super) fn categories() -> Vec<Category> {
    let category = |id: &str, name: &str| Category {
        id: id.into(),
        name: name.to_owned(),
    };
    vec![
        category("party", "党委部门"),
        category("government", "政府部门"),
        category("mass", "群团组织"),
        category("institution", "事业单位"),
    ]
}

pub(super) fn criteria() -> Vec<Criterion> {
    let criterion = |id: &str, name: &str| Criterion {
        id: id.into(),
        name: name.to_owned(),
    };
    vec![
        criterion("political", "政治坚定好"),
        criterion("learning", "学习创新好"),
        criterion("service", "勤政为民好"),
        criterion("integrity", "清正廉洁好"),
    ]
}

/// Plans by March 31, summaries by January 15 of the next year: as far as a site has these kinds.
pub(super) fn obligations(kinds: &[Kind]) -> Vec<Obligation> {
    let duties = [("plan", 3, 31, false), ("summary", 1, 15, true)];
    let owed = |(id, month, day, next_year)| {
        let at = kinds.iter().position(|kind| kind.id.as_ref() == id)?;
        Some(Obligation {
            kind: KindId(u16::try_from(at).ok()?),
            due: MonthDay { month, day },
            next_year,
            from: FROM,
            to: None,
            categories: Vec::new(),
            overrides: BTreeMap::new(),
        })
    };
    duties.into_iter().filter_map(owed).collect()
}

pub(super) fn ledger() -> LedgerRules {
    LedgerRules {
        public: Disclosure::Counts,
        labels: BTreeMap::new(),
    }
}
