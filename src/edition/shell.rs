//! What every page has around its matter: title, description, where it stands in the menu, as of when it is true.

use serde::Serialize;
use tera::Context;

use crate::markdown::Block;
use crate::model::{PagePath, Site};
use crate::search::Subject;

/// The frame of a page: `page` in the templates.
#[derive(Debug, Default, Serialize)]
pub(super) struct Shell {
    /// What stands in the browser's title, the site's name included.
    title: String,
    /// The page's own name, as it is shared: the site's on the home page.
    name: String,
    description: String,
    /// The address in the menu that this page belongs to.
    here: String,
    /// 数据截至: only on pages that change as days pass.
    as_of: Option<String>,
    /// The column's meta tags (国办发〔2017〕47号), on the pages of a list.
    column: Option<Column>,
}

/// 栏目类 meta tags.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) keywords: String,
    pub(super) class: &'static str,
}

impl Shell {
    /// A page of this name; an empty name is the site itself.
    pub(super) fn new(site: &Site, name: &str) -> Shell {
        let own = &site.rules.site.title;
        let title = match name {
            "" => own.clone(),
            _ => format!("{name} - {own}"),
        };
        let told = &site.rules.site.description;
        Shell {
            description: if told.is_empty() { own } else { told }.clone(),
            title,
            name: if name.is_empty() { own } else { name }.to_owned(),
            ..Shell::default()
        }
    }
    /// What search engines and readers are told of it; an empty text leaves the site's own.
    pub(super) fn description(mut self, text: &str) -> Shell {
        if !text.is_empty() {
            text.clone_into(&mut self.description);
        }
        self
    }
    /// Where it stands in the menu.
    pub(super) fn here(mut self, path: impl Into<String>) -> Shell {
        self.here = path.into();
        self
    }
    /// That it is true as of the Site's day.
    pub(super) fn dated(mut self, site: &Site) -> Shell {
        self.as_of = Some(site.as_of.chinese());
        self
    }
    /// The column that it lists.
    pub(super) fn column(mut self, column: Column) -> Shell {
        self.column = Some(column);
        self
    }
}

/// A page before rendering: its template, and what the template gets.
pub(super) struct Page {
    template: &'static str,
    context: Context,
    /// What it is found by, for pages that are searched for.
    said: Option<(Subject, Vec<Block>)>,
}

impl Page {
    /// A page of the template `template`, whose view the template sees as `name`.
    pub(super) fn new(
        template: &'static str,
        shell: &Shell,
        name: &'static str,
        view: &impl Serialize,
    ) -> Page {
        let mut context = Context::new();
        context.insert("page", shell);
        context.insert(name, view);
        Page {
            template,
            context,
            said: None,
        }
    }
    /// What the page says, block by block, from the same parse as its HTML.
    pub(super) fn says(mut self, subject: Subject, blocks: Vec<Block>) -> Page {
        self.said = Some((subject, blocks));
        self
    }
    /// What it says, to be handed out once.
    pub(super) fn take_said(&mut self) -> Option<(Subject, Vec<Block>)> {
        self.said.take()
    }
    /// The template and its context for the page's place: `root` is what every address in it begins with.
    pub(super) fn ready(mut self, path: &PagePath) -> (&'static str, Context) {
        self.context.insert("root", &path.to_root());
        self.context.insert("path", path.as_str());
        (self.template, self.context)
    }
}
