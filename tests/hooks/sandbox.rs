//! A folder of its own for the real pre-commit: a virtual environment, this repository as it is in
//! the working tree, and small git projects that use it.
//!
//! Everything lives in one temporary folder, so a run leaves nothing behind and two runs never
//! meet. Only the build of the hooks is kept between runs, under Cargo's own target folder.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The root of this repository.
pub(crate) const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// Where the scripts of a virtual environment are.
const SCRIPTS: &str = if cfg!(windows) { "Scripts" } else { "bin" };

/// What the hooks are built with: the dependencies that building this test has fetched already,
/// and no time spent on speed.
const BUILD: [(&str, &str); 5] = [
    ("CARGO_NET_OFFLINE", "true"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Git without the settings of the person who runs the test.
const GIT: [(&str, &str); 6] = [
    (
        "GIT_CONFIG_GLOBAL",
        if cfg!(windows) { "NUL" } else { "/dev/null" },
    ),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_AUTHOR_NAME", "Tester"),
    ("GIT_AUTHOR_EMAIL", "tester@trueup.example"),
    ("GIT_COMMITTER_NAME", "Tester"),
    ("GIT_COMMITTER_EMAIL", "tester@trueup.example"),
];

/// How a command ended and all that it printed.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) success: bool,
    pub(crate) text: String,
}

impl Outcome {
    /// The printed text, once the command has succeeded.
    #[track_caller]
    pub(crate) fn passed(self) -> String {
        assert!(self.success, "should have passed:\n{}", self.text);
        self.text
    }

    /// The printed text, once the command has failed.
    #[track_caller]
    pub(crate) fn blocked(self) -> String {
        assert!(!self.success, "should have been blocked:\n{}", self.text);
        self.text
    }
}

/// The virtual environment with pre-commit, and this repository for it to clone.
pub(crate) struct Sandbox {
    root: TempDir,
    /// Where pre-commit finds this repository.
    pub(crate) tool_url: String,
    /// The commit of it that holds the working tree.
    pub(crate) tool_revision: String,
}

impl Sandbox {
    /// Sets all up, or says what is missing on this machine.
    pub(crate) fn new() -> Result<Self, String> {
        let root = TempDir::new().map_err(|error| error.to_string())?;
        let mut sandbox = Self {
            root,
            tool_url: String::new(),
            tool_revision: String::new(),
        };
        sandbox.need("git", ["--version"])?;
        sandbox.install_pre_commit()?;
        sandbox.snapshot();
        Ok(sandbox)
    }

    /// A new git project with this text as its pre-commit configuration, hooks installed.
    pub(crate) fn project(&self, name: &str, configuration: &str) -> Project<'_> {
        let folder = self.root.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        let project = Project {
            sandbox: self,
            folder,
        };
        project.git(["init", "--quiet"]).passed();
        project.write(".pre-commit-config.yaml", configuration);
        project.pre_commit(["install"]).passed();
        project
    }

    fn install_pre_commit(&self) -> Result<(), String> {
        let environment = self.root.path().join("venv");
        let environment = environment.to_str().ok_or("odd temporary folder")?;
        let make = ["-m", "venv", environment];
        self.need("python3", make)
            .or_else(|_| self.need("python", make))?;
        let install = "-m pip install --quiet --retries 1 pre-commit";
        self.need(self.script("python"), install.split(' '))
    }

    /// Adds prek to the environment, or says why it cannot be had.
    pub(crate) fn install_prek(&self) -> Result<(), String> {
        let install = "-m pip install --quiet --retries 1 prek";
        self.need(self.script("python"), install.split(' '))
    }

    /// Commits the working tree into a new repository, without a copy and without a trace in the
    /// repository that it comes from.
    fn snapshot(&mut self) {
        let tool = self.root.path().join("tool.git");
        let git = |arguments: &[&str]| {
            let mut command = self.command("git", Path::new(REPOSITORY));
            command.arg("--git-dir").arg(&tool).args(arguments);
            run(&mut command).unwrap().passed()
        };
        let tree = ["--work-tree", REPOSITORY, "-c", "core.bare=false"];
        git(&["init", "--quiet", "--bare"]);
        git(&[&tree[..], &["add", "--all"]].concat());
        git(&[
            &tree[..],
            &["commit", "--quiet", "--message", "The working tree"],
        ]
        .concat());
        let revision = git(&["rev-parse", "HEAD"]);
        self.tool_url = format!("file://{}", tool.display());
        self.tool_revision = revision.trim().to_owned();
    }

    fn need<'a>(
        &self,
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), String> {
        let mut command = self.command(program, self.root.path());
        let outcome = run(command.args(arguments))?;
        if outcome.success {
            return Ok(());
        }
        Err(format!("{} failed:\n{}", said(&command), outcome.text))
    }

    fn script(&self, name: &str) -> PathBuf {
        self.root.path().join("venv").join(SCRIPTS).join(name)
    }

    /// A command that sees no git repository but the one it stands in: a test that runs inside a
    /// git hook inherits variables that say otherwise.
    fn command(&self, program: impl AsRef<OsStr>, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command.envs(GIT).envs(BUILD);
        command.env("PRE_COMMIT_HOME", self.root.path().join("pre-commit"));
        command.env("PREK_HOME", self.root.path().join("prek-home"));
        let build = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hooks");
        command.env("CARGO_TARGET_DIR", build);
        command
    }
}

/// A git project whose commits pass through the hooks.
pub(crate) struct Project<'s> {
    sandbox: &'s Sandbox,
    folder: PathBuf,
}

impl Project<'_> {
    /// Writes a file, making the folders on its way.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What stands in a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// Runs a script as GitHub's runners run one that asks for bash.
    pub(crate) fn script(&self, script: &str, variables: &[(&str, &str)]) -> Outcome {
        let mut command = self.sandbox.command("bash", &self.folder);
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        command.envs(variables.iter().copied());
        run(&mut command).unwrap()
    }

    /// Runs prek in the project.
    pub(crate) fn prek<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Outcome {
        let mut command = self
            .sandbox
            .command(self.sandbox.script("prek"), &self.folder);
        prek_fetches(&mut command);
        run(command.args(arguments)).unwrap()
    }

    /// Adds everything and commits it.
    pub(crate) fn commit(&self) -> Outcome {
        self.git(["add", "--all"]).passed();
        self.git(["commit", "--message", "A change"])
    }

    /// The same with the hook that prek has put in place.
    pub(crate) fn commit_with_prek(&self) -> Outcome {
        self.git(["add", "--all"]).passed();
        let mut command = self.sandbox.command("git", &self.folder);
        prek_fetches(&mut command);
        run(command.args(["commit", "--message", "A change"])).unwrap()
    }

    /// How many commits there are.
    pub(crate) fn commits(&self) -> usize {
        let log = self.git(["rev-list", "--all"]).passed();
        log.lines().count()
    }

    /// Runs git in the project.
    pub(crate) fn git<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Outcome {
        self.run("git", arguments)
    }

    /// Runs pre-commit in the project.
    pub(crate) fn pre_commit<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Outcome {
        self.run(self.sandbox.script("pre-commit"), arguments)
    }

    /// Runs the `trueup` that Cargo built for the tests.
    pub(crate) fn trueup<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Outcome {
        self.run(env!("CARGO_BIN_EXE_trueup"), arguments)
    }

    fn run<'a>(
        &self,
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Outcome {
        let mut command = self.sandbox.command(program, &self.folder);
        run(command.args(arguments)).unwrap()
    }
}

/// prek gives Cargo a home of its own, in which nothing is fetched yet.
fn prek_fetches(command: &mut Command) {
    command.env("CARGO_NET_OFFLINE", "false");
}

fn run(command: &mut Command) -> Result<Outcome, String> {
    let output = command
        .output()
        .map_err(|error| format!("{} cannot be run: {error}", said(command)))?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok(Outcome {
        success: output.status.success(),
        text,
    })
}

/// A command without its environment, which would fill the screen.
fn said(command: &Command) -> String {
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}
