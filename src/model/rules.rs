//! The rules that `site.toml` sets: plain data, with the defaults of DESIGN.md §3. Filled by `config/`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::spell;
use crate::diagnostic::Place;
use crate::text::date::Date;

/// Everything of `site.toml` that the model and the pages need.
#[derive(Clone, Debug)]
pub struct Rules {
    /// `[site]`.
    pub site: SiteInfo,
    /// `[[kinds]]`, in order.
    pub kinds: Vec<Kind>,
    /// `[[unit_categories]]`, in order.
    pub categories: Vec<Category>,
    /// `[campaign]`.
    pub campaign: Campaign,
    /// `[ledger]`.
    pub ledger: LedgerRules,
    /// `[nav]`; empty: the kinds in order, units, ledger, honours, calendar.
    pub nav: Vec<NavEntry>,
}

/// `[site]`.
#[derive(Clone, Debug)]
pub struct SiteInfo {
    /// The site's title.
    pub title: String,
    /// The committee's full name.
    pub organisation: String,
    /// Its short name.
    pub organisation_short: String,
    /// `zh-CN` or `en`, normalised.
    pub language: String,
    /// With a trailing slash; empty when there is none.
    pub base_url: String,
    /// One sentence about the site.
    pub description: String,
    /// An office landline.
    pub contact: String,
    /// Days on which the site turns grey.
    pub grey_days: Vec<GreyDay>,
    /// 网站标识码.
    pub id_code: String,
    /// A word that official prints carry, such as 示例; empty: 以正式印发件为准 alone.
    pub print_mark: String,
}

/// A day of mourning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GreyDay {
    /// Every year.
    Yearly(MonthDay),
    /// Once.
    Once(Date),
}

/// A day within a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31; 29 February is taken as 28 in common years.
    pub day: i8,
}

impl MonthDay {
    /// Whether `date` is that day of its year.
    pub fn is(self, date: Date) -> bool {
        let is_leap_day = (self.month, self.day) == (2, 29);
        let exists = !is_leap_day || Date::new(date.year(), 2, 29).is_some();
        let day = if exists { self.day } else { 28 };
        (date.month(), date.day()) == (self.month, day)
    }
}

/// The index of a kind in [`Rules::kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

/// `[[kinds]]`: a folder of content/ and what its documents are (栏目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// `plan`.
    pub id: Arc<str>,
    /// 年度创建计划.
    pub name: String,
    /// `plans`; as it stands on the disk.
    pub folder: String,
    /// Every document belongs to a unit.
    pub per_unit: bool,
    /// Offers the official form for print.
    pub official: bool,
}

impl Kind {
    /// The folder as it stands in addresses: `plans`, and `ji-hua` for 计划.
    pub fn address(&self) -> Cow<'_, str> {
        spell(&self.folder).unwrap_or(Cow::Borrowed(&self.folder))
    }
}

/// The index of a category in [`Rules::categories`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryId(pub u16);

/// `[[unit_categories]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// `government`.
    pub id: Arc<str>,
    /// 政府部门.
    pub name: String,
}

/// `[campaign]`.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// 四好.
    pub criteria: Vec<Criterion>,
    /// When outstanding teams are appraised.
    pub appraisal: Option<Appraisal>,
    /// What every unit owes every year.
    pub obligations: Vec<Obligation>,
}

/// The index of a criterion in [`Campaign::criteria`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionId(pub u16);

/// One of the criteria (四好).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// `political`.
    pub id: Arc<str>,
    /// 政治坚定好.
    pub name: String,
}

/// 集中评比: `every` years, the first period ending in `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appraisal {
    /// Years in a period; at least 1.
    pub every: i16,
    /// The last year of the first period.
    pub first: i16,
}

/// What units owe every year.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// The kind of document.
    pub kind: KindId,
    /// The day it is due.
    pub due: MonthDay,
    /// Whether that day lies in the year after (`+01-15`).
    pub next_year: bool,
    /// The first year.
    pub from: i16,
    /// The last year; `None`: still in force.
    pub to: Option<i16>,
    /// Who owes it; empty: all units.
    pub categories: Vec<CategoryId>,
    /// Other due dates, by year.
    pub overrides: BTreeMap<i16, Date>,
}

impl Obligation {
    /// The due date of a year, overrides heeded.
    #[expect(clippy::expect_used, reason = "the last resort is a literal day that exists")]
    pub fn due_in(&self, year: i16) -> Date {
        if let Some(date) = self.overrides.get(&year) {
            return *date;
        }
        let year = year.saturating_add(i16::from(self.next_year));
        // 29 February in a common year, and any day that a month has not, becomes the month's last.
        (1..=self.due.day)
            .rev()
            .find_map(|day| Date::new(year, self.due.month, day))
            .or_else(|| Date::new(9999, 12, 31))
            .expect("9999-12-31 exists")
    }
}

/// `[ledger]`.
#[derive(Clone, Debug)]
pub struct LedgerRules {
    /// What public editions show.
    pub public: Disclosure,
    /// Other words for a status, by its name in JSON.
    pub labels: BTreeMap<String, String>,
}

/// What public editions show of the ledger; every published file follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disclosure {
    /// Totals only.
    Counts,
    /// Who has filed; not when, and not who has not.
    Filed,
    /// Everyone's status.
    Full,
}

/// `[nav]`: one entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavEntry {
    /// What is shown.
    pub label: String,
    /// A page's address relative to the root.
    pub path: String,
    /// Where it is written.
    pub place: Place,
}
