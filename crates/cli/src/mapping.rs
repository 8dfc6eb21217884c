//! Which `[[check]]` table a file belongs to.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;

use crate::Trouble;
use crate::config::Config;

/// The globs of all `[[check]]` tables, ready to match.
#[derive(Debug)]
pub struct Mapping {
    /// The configuration's folder, absolute.
    root: PathBuf,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    include: GlobSet,
    exclude: GlobSet,
}

impl Mapping {
    /// Reads the globs of a configuration.
    ///
    /// # Errors
    /// A glob that is none, with its place; a working directory that is not there.
    pub fn new(config: &Config) -> Result<Self, Trouble> {
        let mut rules = Vec::new();
        for rule in &config.file.check {
            rules.push(Rule {
                include: globs(config, &rule.include)?,
                exclude: globs(config, &rule.exclude)?,
            });
        }
        let root = absolute(&config.folder)
            .ok_or_else(|| Trouble::new("the working directory cannot be determined"))?;
        Ok(Self { root, rules })
    }

    /// The number of the first table that includes the file and does not exclude it.
    #[must_use]
    pub fn rule_of(&self, file: &Path) -> Option<usize> {
        let path = self.below_root(file)?;
        self.rules
            .iter()
            .position(|rule| rule.include.is_match(&path) && !rule.exclude.is_match(&path))
    }

    /// The file's path from the configuration's folder; `None` when it stands elsewhere.
    fn below_root(&self, file: &Path) -> Option<PathBuf> {
        let path = absolute(file)?;
        if let Ok(relative) = path.strip_prefix(&self.root) {
            return Some(relative.to_owned());
        }
        // The same folder may be named in another way, through a symbolic link.
        let root = self.root.canonicalize().ok()?;
        let path = path.canonicalize().ok()?;
        path.strip_prefix(root).ok().map(Path::to_owned)
    }
}

fn globs(config: &Config, globs: &[Spanned<String>]) -> Result<GlobSet, Trouble> {
    let refuse = |glob: &Spanned<String>, error: &globset::Error| {
        config.trouble(&glob.span(), &format!("not a glob: {}", error.kind()))
    };
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let compiled = compile(glob.get_ref()).map_err(|error| refuse(glob, &error))?;
        set.add(compiled);
    }
    set.build()
        .map_err(|error| Trouble::new(format!("the globs cannot be compiled together: {error}")))
}

/// A glob in which `*` does not go through `/`.
///
/// # Errors
/// What is wrong with the glob.
pub fn compile(glob: &str) -> Result<globset::Glob, globset::Error> {
    GlobBuilder::new(glob).literal_separator(true).build()
}

/// The path from the root of the file system, with `.` and `..` worked out on the text alone.
pub(crate) fn absolute(path: &Path) -> Option<PathBuf> {
    let mut out = std::env::current_dir().ok()?;
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            // A root or a drive replaces what stands before it.
            other => out.push(other),
        }
    }
    Some(out)
}
