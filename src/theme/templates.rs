//! The templates: embedded ones under `builtin/`, a site's own before them, every fault of theirs told.
//!
//! tera takes a batch of templates whole or not at all, and tells one syntax error a template. So each of a site's templates is parsed alone
//! first; the good ones are added together, and as often as tera refuses, those at fault are told and left out, until the rest goes in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::fault::{self, Known};
use super::filters;
use super::names::{self, BUILTIN};
use super::squeeze;
use crate::diagnostic::{Diagnostic, SourceText};

/// The largest template, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Templates, ready to render.
#[derive(Clone)]
pub(super) struct Templates {
    tera: Tera,
    /// By the name that tera knows.
    sources: Arc<BTreeMap<String, Arc<SourceText>>>,
}

impl Templates {
    /// Adds all. `assets` becomes what templates see under that name.
    pub(super) fn load(
        embedded: &[(String, String)],
        own: &[Arc<SourceText>],
        assets: &BTreeMap<String, String>,
        told: &mut Vec<Diagnostic>,
    ) -> Templates {
        let mut tera = Tera::new();
        tera.register_filter("phrases", filters::phrases);
        tera.register_filter("foreign", filters::foreign_only);
        tera.register_filter("whole", filters::whole);
        let mut sources = BTreeMap::new();
        for (name, text) in embedded {
            let name = format!("{BUILTIN}{name}");
            let text = squeeze::template(text);
            sources.insert(name.clone(), Arc::new(SourceText::new(name, text)));
        }
        // Prefixes are set before anything is added; the prefix is a constant that tera takes.
        let added = tera.set_fallback_prefixes([BUILTIN]).and_then(|()| {
            tera.add_raw_templates(sources.iter().map(|(name, source)| (name, source.text())))
        });
        if let Err(error) = added {
            told.push(fault::internal(&error, &sources));
        }
        let mut good = accept(embedded, own, told);
        for (name, source) in &good {
            sources.insert(name.clone(), source.clone());
        }
        let broken = parse_each(&mut good, told);
        let mut adding = Adding {
            tera: &mut tera,
            sources: &sources,
            good,
            broken,
            told,
        };
        adding.run();
        tera.global_context().insert("assets", assets);
        Templates {
            tera,
            sources: Arc::new(sources),
        }
    }

    /// The same with more values that all templates see.
    pub(super) fn with_globals(&self, globals: Vec<(&'static str, tera::Value)>) -> Templates {
        let mut next = self.clone();
        for (name, value) in globals {
            next.tera.global_context().insert_value(name, value);
        }
        next
    }

    /// Renders one.
    pub(super) fn render(&self, template: &str, context: &tera::Context) -> Result<Vec<u8>, Diagnostic> {
        let mut page = Vec::new();
        let rendered = self.tera.render_to(template, context, &mut page);
        rendered.map(|()| page).map_err(|error| {
            let known = Known {
                sources: &self.sources,
                components: self.tera.get_component_names().collect(),
            };
            fault::of(&error, template, &known)
        })
    }
}

type Sources = BTreeMap<String, Arc<SourceText>>;

/// A site's templates by name, but for those that can't be. A copy of ours, as the sample's templates are, is ours.
fn accept(embedded: &[(String, String)], own: &[Arc<SourceText>], told: &mut Vec<Diagnostic>) -> Sources {
    let mut good = Sources::new();
    let is_ours = |name: &str, text: &str| embedded.iter().any(|(ours, same)| ours == name && same == text);
    for source in own {
        let Some(name) = names::of_template(source.path()) else {
            continue;
        };
        if is_ours(name, source.text()) {
            continue;
        }
        if source.text().len() > LARGEST {
            told.push(
                Diagnostic::error("template/too-large")
                    .with("limit", LARGEST / 1024)
                    .at(source.whole()),
            );
        } else if name.starts_with(BUILTIN) {
            told.push(
                Diagnostic::error("template/reserved-name")
                    .with("folder", BUILTIN)
                    .at(source.whole()),
            );
        } else if source.text().starts_with('\u{feff}') {
            let text = names::without_mark(source.text());
            good.insert(
                name.to_owned(),
                Arc::new(SourceText::new(source.path().clone(), text)),
            );
        } else {
            good.insert(name.to_owned(), source.clone());
        }
    }
    good
}

/// Parses each alone: only syntax counts here. Broken ones are told, taken out, and returned.
fn parse_each(good: &mut Sources, told: &mut Vec<Diagnostic>) -> Sources {
    let mut broken = Sources::new();
    for (name, source) in std::mem::take(good) {
        let error = Tera::new().add_raw_template(&name, source.text()).err();
        match error.as_ref().map(tera::Error::kind) {
            Some(ErrorKind::SyntaxError(report)) => {
                told.push(fault::syntax(report, &source));
                broken.insert(name, source);
            }
            _ => {
                good.insert(name, source);
            }
        }
    }
    broken
}

/// Adding what parsed, until tera takes it.
struct Adding<'t> {
    tera: &'t mut Tera,
    sources: &'t Sources,
    good: Sources,
    broken: Sources,
    told: &'t mut Vec<Diagnostic>,
}

impl Adding<'_> {
    fn run(&mut self) {
        while !self.good.is_empty() {
            let batch = self
                .good
                .iter()
                .map(|(name, source)| (name.as_str(), source.text()));
            let Err(error) = self.tera.add_raw_templates(batch) else {
                return;
            };
            let culprits = self.tell(&error);
            if culprits.is_empty() {
                // Nothing says whose fault it is: told at the first, and the embedded templates stand alone.
                if let Some(source) = self.good.values().next() {
                    self.told
                        .push(fault::fallback("template/syntax", &error.to_string()).at(source.whole()));
                }
                self.good.clear();
            }
            for name in culprits {
                if let Some(source) = self.good.remove(&name) {
                    self.broken.insert(name, source);
                }
            }
        }
    }

    /// Tells an error of the batch; which of the good templates are at fault.
    fn tell(&mut self, error: &tera::Error) -> BTreeSet<String> {
        match error.kind() {
            ErrorKind::MissingParent { current, parent } => self.missing_parent(current, parent),
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain: chain,
            }
            | ErrorKind::CircularInclude {
                tpl,
                include_chain: chain,
            } => self.circular(tpl, chain),
            ErrorKind::Msg(text) => self.reports(text),
            _ => BTreeSet::new(),
        }
    }

    fn missing_parent(&mut self, current: &str, parent: &str) -> BTreeSet<String> {
        let Some(source) = self.good.get(current) else {
            return BTreeSet::new();
        };
        // A parent that is broken itself has been told; this one only follows from it.
        if !self.broken.contains_key(parent) {
            let diagnostic = fault::missing(parent, self.sources.keys().map(String::as_str));
            self.told.push(diagnostic.at(fault::place_of(source, parent)));
        }
        BTreeSet::from([current.to_owned()])
    }

    fn circular(&mut self, template: &str, chain: &[String]) -> BTreeSet<String> {
        let mut names = std::iter::once(template).chain(chain.iter().map(String::as_str));
        let Some((name, source)) = names.find_map(|name| self.good.get_key_value(name)) else {
            return BTreeSet::new();
        };
        let target = chain.iter().find(|link| *link != name).unwrap_or(name);
        let diagnostic = Diagnostic::error("template/circular")
            .with("name", name)
            .with_list("chain", chain);
        // The template may name the embedded one by its plain name.
        let plain = target
            .strip_prefix(BUILTIN)
            .filter(|_| !source.text().contains(target.as_str()));
        self.told
            .push(diagnostic.at(fault::place_of(source, plain.unwrap_or(target))));
        BTreeSet::from([name.clone()])
    }

    /// Several reports in one text; those of embedded templates come from what a site's own took from them.
    fn reports(&mut self, text: &str) -> BTreeSet<String> {
        let mut culprits = BTreeSet::new();
        if let Some((component, first, second)) = fault::twice(text) {
            let name = if self.good.contains_key(second) {
                second
            } else {
                first
            };
            if let Some(source) = self.good.get(name) {
                let diagnostic = Diagnostic::error("template/twice")
                    .with_word("what", "template.component")
                    .with("name", component);
                self.told.push(diagnostic.at(fault::place_of(source, component)));
                culprits.insert(name.to_owned());
            }
            return culprits;
        }
        let mut missing = BTreeSet::new();
        for report in fault::split(text) {
            if let Some(source) = self.good.get(report.file) {
                let follows = self
                    .broken
                    .iter()
                    .any(|(name, source)| report.follows_from(name, source.text()));
                if !follows {
                    let known = Known {
                        sources: self.sources,
                        components: self.tera.get_component_names().collect(),
                    };
                    self.told.push(report.diagnostic(source, &known));
                }
                culprits.insert(report.file.to_owned());
            } else if let Some((name, source)) = self.parent_of(report.file) {
                // One block is missing, however many pages would fill it.
                if missing.insert(report.subject().to_owned()) {
                    let diagnostic = Diagnostic::error("template/missing-block")
                        .with("block", report.subject())
                        .with("child", report.file.trim_start_matches(BUILTIN));
                    self.told.push(diagnostic.at(source.whole()));
                }
                culprits.insert(name);
            }
        }
        culprits
    }

    /// The site's template that an embedded one extends.
    fn parent_of(&self, child: &str) -> Option<(String, Arc<SourceText>)> {
        let text = self.sources.get(child)?.text();
        let (_, after) = text.split_once("extends")?;
        let parent = after.split(['"', '\'']).nth(1)?;
        self.good
            .get_key_value(parent)
            .map(|(name, source)| (name.clone(), source.clone()))
    }
}
