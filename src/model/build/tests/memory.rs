//! What a build with the memory of the one before makes is what a build without makes.

use std::sync::Arc;

use super::super::{Memory, build};
use super::case::{Case, Page};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Material, Options, Pinned, RawDocument, Rules, Site};
use crate::text::dice::Dice;

/// A document of which most is always the same.
fn document(number: usize, dice: &mut Dice) -> Arc<RawDocument> {
    let path = match number % 4 {
        0 => format!("plans/2026/d{number:02}.md"),
        1 => format!("guidance/d{number:02}.md"),
        _ => format!("notices/d{number:02}.md"),
    };
    let mut case = Case::new().document(&path, |page| fill(page, number, dice));
    case.material.documents.remove(0)
}

fn fill(page: &mut Page, number: usize, dice: &mut Dice) {
    page.title(&format!("第{}稿", dice.below(1000)));
    page.unit("甲局");
    if number % 8 == 4 {
        page.submitted("2026-02-01");
    }
    page.number(&format!("云直〔2026〕{}号", number + 1));
    page.heading("a", "一");
    page.link(&format!("/notices/d{:02}.md", number / 4 * 4 + 2));
    if number % 5 == 1 {
        page.image("图.png");
        page.link("/notices/d02.md#a");
    }
    if number % 7 == 3 {
        page.amends("云直〔2026〕2号");
    }
    match dice.below(160) {
        0 => page.date("2026-03-09"),
        1 => page.heading("b", "二"),
        2 => page.number("云直〔2026〕1号"),
        3 => page.front.draft = true,
        4 => page.link("gone.md"),
        5 => page.link("/notices/d02.md#b"),
        6 => page.image("别的.png"),
        7 => page.unit("没有这个局"),
        8 => page.pinned(Pinned::Always),
        9 => page.link("https://example.invalid/"),
        10 => page.attachment("图.png"),
        11 => {
            page.doc_type("通报");
            page.honour("甲局");
        }
        12 => page.revokes("甲局", "云直〔2026〕7号"),
        13 => page.expires("2026-05-01"),
        14 => page.front.slug = Some(page.lines.text("slug", "the-same")),
        15 => page.scan.headings.clear(),
        16 => page.front.date = None,
        17 => page.replaces("notices/d06.md"),
        _ => {}
    }
}

/// A folder that is edited.
struct Desk {
    material: Material,
    rules: Arc<Rules>,
    options: Options,
    dice: Dice,
}

impl Desk {
    fn new() -> Desk {
        let mut dice = Dice(7);
        let case = world(0);
        let mut desk = Desk {
            material: case.material,
            rules: Arc::new(case.rules),
            options: case.options,
            dice: Dice(20_261_126),
        };
        desk.material.documents = (0..24).map(|number| document(number, &mut dice)).collect();
        desk.sort();
        desk
    }
    fn sort(&mut self) {
        let documents = &mut self.material.documents;
        documents.sort_by(|a, b| a.source.path().cmp(b.source.path()));
        documents.dedup_by(|a, b| a.source.path() == b.source.path());
    }
    fn step(&mut self) {
        let number = self.dice.below(24);
        let path = document(number, &mut Dice(0)).source.path().clone();
        let place = self
            .material
            .documents
            .iter()
            .position(|raw| *raw.source.path() == path);
        match (self.dice.below(24), place) {
            (0, Some(place)) => drop(self.material.documents.remove(place)),
            (1, _) => {
                let case = world(self.dice.below(3));
                self.material.units = case.material.units;
                self.material.pages = case.material.pages;
            }
            (2, _) => self.rules = Arc::new((*self.rules).clone()),
            (3, _) => self.options.drafts = !self.options.drafts,
            (4, _) => {
                self.material.files = world(0).material.files;
                self.material.files.truncate(self.dice.below(6) + 3);
            }
            (_, Some(place)) => self.material.documents[place] = document(number, &mut self.dice),
            (_, None) => self.material.documents.push(document(number, &mut self.dice)),
        }
        if self.dice.below(4) == 0 {
            // What is wrong is mended sooner or later.
            let calm = |raw: &Arc<RawDocument>| document(number_of(raw), &mut Dice(1));
            self.material
                .documents
                .iter_mut()
                .for_each(|raw| *raw = calm(raw));
        }
        self.sort();
    }
    fn build(&self, memory: &mut Memory) -> (Arc<Site>, Vec<Diagnostic>) {
        build(&self.material, &self.rules, self.options, memory)
    }
}

fn number_of(raw: &RawDocument) -> usize {
    let name = raw.source.path().rsplit("/d").next().unwrap();
    name.trim_end_matches(".md").parse().unwrap()
}

fn world(variant: usize) -> Case {
    Case::new()
        .unit("a", "甲局", |_| {})
        .unit("b", if variant == 1 { "乙委" } else { "乙局" }, |unit| {
            unit.link("/notices/d06.md");
        })
        .page("pages/about.md", |page| {
            page.link(if variant == 2 {
                "/notices/d02.md#a"
            } else {
                "/notices/d02.md"
            });
        })
        .file("guidance/图.png")
        .file("notices/别的.png")
        .file("notices/图.png")
        .file("plans/2026/图.png")
}

/// What a report says, whatever the order of telling.
fn told(told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut report = Report::default();
    report.extend(told);
    report.sort();
    report.diagnostics().cloned().collect()
}

#[test]
fn after_any_edit_the_site_is_that_of_a_build_without_memory() {
    let (mut desk, mut memory) = (Desk::new(), Memory::default());
    let (mut before, _) = desk.build(&mut memory);
    let (mut continued, mut steps) = (0, 0);
    for step in 0..400 {
        desk.step();
        let (site, of_site) = desk.build(&mut memory);
        let (clean, of_clean) = desk.build(&mut Memory::default());
        assert_eq!(format!("{site:?}"), format!("{clean:?}"), "step {step}");
        assert_eq!(told(of_site), told(of_clean), "step {step}");
        steps += 1;
        continued += u32::from(site.continues(&before));
        before = site;
    }
    // Else nothing was tested.
    assert!(
        continued > steps / 8 && continued < steps,
        "{continued} of {steps}"
    );
}

#[test]
fn an_edit_of_words_continues_the_site_and_one_of_facts_does_not() {
    let (mut desk, mut memory) = (Desk::new(), Memory::default());
    for raw in &mut desk.material.documents {
        *raw = document(number_of(raw), &mut Dice(1));
    }
    let place = desk.material.documents.len() - 1;
    let path = desk.material.documents[place].source.path().clone();
    let with = |fill: &dyn Fn(&mut Page)| {
        let path = path.strip_prefix("content/").unwrap();
        let mut case = Case::new().document(path, |page| {
            page.number("云直〔2026〕21号");
            page.unit("甲局");
            page.submitted("2026-02-01");
            fill(page);
        });
        case.material.documents.remove(0)
    };
    desk.material.documents[place] = with(&|_| {});
    let (site, _) = desk.build(&mut memory);
    desk.material.documents[place] = with(&|page| page.title("换个题目"));
    let (titled, told) = desk.build(&mut memory);
    assert!(
        titled.continues(&site) && !Arc::ptr_eq(&titled, &site),
        "{told:?}"
    );
    assert!(
        titled
            .documents
            .iter()
            .any(|document| document.title() == "换个题目")
    );
    let shared = titled.documents.iter().zip(&site.documents);
    assert_eq!(shared.filter(|(a, b)| !Arc::ptr_eq(a, b)).count(), 1);
    desk.material.documents[place] = with(&|page| page.date("2026-04-01"));
    assert!(!desk.build(&mut memory).0.continues(&titled));
}
