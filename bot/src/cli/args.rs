//! The words of the command line. Names are English, help is French.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{Overrides, Role};

const TEMPLATE: &str = "{about-with-newline}\nUtilisation : {usage}\n\n{all-args}{after-help}";

/// Tandem : trouver une formation en apprentissage et un employeur, en discutant.
#[derive(Debug, Parser)]
#[command(
    name = "tandem",
    version,
    help_template = TEMPLATE,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "Commandes ",
    subcommand_value_name = "COMMANDE",
    next_help_heading = "Options ",
    after_help = "Sans commande, `tandem` fait `tandem serve` : tout fonctionne sur \
                  http://127.0.0.1:8080 avec des données de démonstration."
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Affiche la version
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct Common {
    /// Dossier des données : base, index, clé, courriels capturés [défaut : data]
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub(super) data: Option<PathBuf>,
    /// Base de données, sqlite:… ou postgres://… [défaut : un fichier du dossier des données]
    #[arg(long, global = true, value_name = "URL")]
    pub(super) database: Option<String>,
    /// Dossier d'un encodeur de phrases, préparé par models/setup [défaut : le petit du programme]
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub(super) models: Option<PathBuf>,
    /// Fichier de réglages [défaut : tandem.toml s'il existe]
    #[arg(long, global = true, value_name = "FICHIER")]
    pub(super) config: Option<PathBuf>,
    /// Affiche cette aide
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

impl Common {
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            file: self.config.clone(),
            data: self.data.clone(),
            database: self.database.clone(),
            models: self.models.clone(),
            ..Overrides::default()
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ouvre le service : chat web, Telegram, courriels (commande par défaut)
    #[command(help_template = TEMPLATE)]
    Serve(ServeArgs),
    /// Importe un fichier officiel : formations, établissements, communes…
    #[command(help_template = TEMPLATE, after_help = IMPORT_HELP)]
    Import(ImportArgs),
    /// Construit l'index de recherche et le publie
    #[command(help_template = TEMPLATE)]
    Index(IndexArgs),
    /// Lit des phrases (JSON Lines) et dit ce qui est compris
    #[command(help_template = TEMPLATE, after_help = UNDERSTAND_HELP)]
    Understand,
    /// Cherche des formations ou des employeurs (JSON Lines)
    #[command(help_template = TEMPLATE, after_help = SEARCH_HELP)]
    Search,
    /// Classe formations, employeurs et binômes pour des profils (JSON Lines)
    #[command(help_template = TEMPLATE, after_help = MATCH_HELP)]
    Match(MatchArgs),
    /// Mesure la compréhension sur des phrases jugées
    #[command(help_template = TEMPLATE, after_help = EVALUATE_HELP)]
    Evaluate(EvaluateArgs),
    /// Mesure la recherche sur des fichiers d'essai, réponses vérifiées
    #[command(help_template = TEMPLATE, after_help = BENCH_HELP)]
    Bench(BenchArgs),
    /// Discute dans le terminal, avec le même dialogue que le web et Telegram
    #[command(help_template = TEMPLATE, after_help = CHAT_HELP)]
    Chat(ChatArgs),
    /// Charge ou rafraîchit les données de démonstration
    #[command(help_template = TEMPLATE)]
    Demo,
    /// Vérifie l'installation et dit quoi réparer
    #[command(help_template = TEMPLATE)]
    Doctor,
    /// Efface les données dont la durée de conservation est passée
    #[command(help_template = TEMPLATE, after_help = PURGE_HELP)]
    Purge(PurgeArgs),
    /// Écrit les formations ou les employeurs en JSON Lines, les phrases annotées en YAML
    #[command(help_template = TEMPLATE)]
    Export(ExportArgs),
    /// Vérifie les parcours du dialogue
    #[command(help_template = TEMPLATE)]
    CheckFlows(CheckFlowsArgs),
}

const PURGE_HELP: &str = "\
Le service le fait seul, toutes les heures. Les durées, en jours, sont dans la section [retention]
des réglages : text_days, profile_days, contact_days, delivery_days, proof_days.";

/// `tandem purge`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct PurgeArgs {
    /// Dit ce qui serait effacé, sans rien toucher
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// `tandem serve`.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct ServeArgs {
    /// Adresse d'écoute [défaut : 127.0.0.1:8080]
    #[arg(long, value_name = "ADRESSE:PORT")]
    pub(super) listen: Option<SocketAddr>,
    /// Rôles de ce processus, séparés par des virgules parmi web, telegram, worker, indexer
    /// [défaut : tous]
    #[arg(
        long,
        value_name = "RÔLES",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub(super) roles: Option<Vec<Role>>,
}

const IMPORT_HELP: &str = "\
Sortes :
  rome            métiers, appellations, mobilités (ROME)
  communes        communes
  certifications  diplômes : CFD, RNCP, et les métiers auxquels ils mènent
  catalogue       formations en apprentissage (export RCO, catalogue-apprentissage)
  centres         centres de formation
  employers       établissements (SIRENE ou fichier d'entreprises), libellés et embauches par NAF
  recruiters      employeurs susceptibles de recruter (JSON)

Les fichiers peuvent être compressés (.gz) ; une adresse https est téléchargée.
Un fichier illisible ne change rien. Une ligne illisible est mise de côté, avec sa raison,
dans un fichier de quarantaine dont le chemin est donné à la fin.

Exemples :
  tandem import catalogue formations.xlsx
  tandem import employers etablissements.tsv --json";

/// `tandem import`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct ImportArgs {
    /// Ce que le fichier contient
    #[arg(
        value_enum,
        value_name = "SORTE",
        help_heading = "Arguments ",
        hide_possible_values = true
    )]
    pub(super) kind: ImportKind,
    /// Fichiers ou adresses https
    #[arg(
        required = true,
        value_name = "FICHIER_OU_URL",
        help_heading = "Arguments "
    )]
    pub(super) sources: Vec<String>,
    /// Compte rendu sur une ligne JSON par fichier
    #[arg(long)]
    pub(super) json: bool,
    /// Le fichier est complet : retire ce qui vient d'un import précédent de cette sorte et n'y
    /// est plus
    #[arg(long)]
    pub(super) replace: bool,
    /// Avancement sur la sortie d'erreur : auto, plain (lignes simples) ou none [défaut : auto]
    #[arg(
        long,
        value_enum,
        value_name = "FORME",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) progress: ProgressKind,
}

/// What a file contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportKind {
    /// Métiers et appellations (ROME)
    Rome,
    /// Communes
    Communes,
    /// Diplômes : CFD, RNCP et leurs métiers
    Certifications,
    /// Formations en apprentissage (export RCO, catalogue-apprentissage)
    Catalogue,
    /// Centres de formation
    Centres,
    /// Établissements (SIRENE, ou fichier d'entreprises susceptibles de recruter)
    Employers,
    /// Employeurs susceptibles de recruter (JSON)
    Recruiters,
}

impl ImportKind {
    /// Its name in the contract.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rome => "rome",
            Self::Communes => "communes",
            Self::Certifications => "certifications",
            Self::Catalogue => "catalogue",
            Self::Centres => "centres",
            Self::Employers => "employers",
            Self::Recruiters => "recruiters",
        }
    }
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProgressKind {
    /// Barre dans un terminal, lignes sinon
    Auto,
    /// Lignes simples
    Plain,
    /// Rien
    None,
}

/// `tandem index`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct IndexArgs {
    /// Compte rendu sur une ligne JSON
    #[arg(long)]
    pub(super) json: bool,
}

const UNDERSTAND_HELP: &str = "\
Une ligne JSON par phrase sur l'entrée, une réponse par ligne sur la sortie :
  echo '{\"text\":\"un cap cuisine vers Lens\"}' | tandem understand";

const SEARCH_HELP: &str = "\
Une recherche par ligne :
  {\"kind\":\"training\",\"text\":\"boulanger\",\"lat\":49.12,\"lon\":6.18,\"radius_km\":30,\"limit\":5}
  {\"kind\":\"employer\",\"romes\":[\"D1102\"],\"lat\":49.12,\"lon\":6.18,\"radius_km\":30,\"limit\":5}";

const MATCH_HELP: &str = "\
Un profil par ligne, en champs, en phrase, ou les deux :
  {\"romes\":[\"D1102\"],\"insee\":\"57463\",\"radius_km\":30}
  {\"text\":\"un cap boulanger à Metz, je suis en 3e\",\"limit\":5}";

/// `tandem match`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct MatchArgs {
    /// Propositions de chaque sorte, au plus
    #[arg(
        long,
        value_name = "N",
        default_value_t = 10,
        hide_default_value = true
    )]
    pub(super) limit: usize,
}

const EVALUATE_HELP: &str = "\
Une phrase jugée par ligne :
  {\"text\":\"un cap cuisine vers Lens\",\"trades\":[\"G1602\"],\"place\":[\"62498\"],\"target_level\":\"3\"}";

/// `tandem evaluate`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct EvaluateArgs {
    /// Fichiers de phrases jugées (JSON Lines)
    #[arg(
        value_name = "FICHIER",
        help_heading = "Arguments ",
        required_unless_present = "review"
    )]
    pub(super) files: Vec<PathBuf>,
    /// Résultats sur une ligne JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Montre aussi chaque phrase lue autrement que prévu
    #[arg(long)]
    pub(super) misses: bool,
    /// Relit plutôt les phrases des métiers : partagées, trop peu nombreuses, lues ailleurs
    #[arg(long)]
    pub(super) review: bool,
}

const BENCH_HELP: &str = "\
Le dossier contient communes, jobs, trainings, employers, queries et oracle, en .jsonl.
L'index est construit dans un dossier temporaire, par un processus à part ; la mémoire affichée est
celle du processus qui répond. Une réponse fausse : code 1.

Exemple :
  tandem bench essai --threads 1,2 --rounds 5";

/// `tandem bench`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct BenchArgs {
    /// Dossier des fichiers d'essai
    #[arg(value_name = "DOSSIER", help_heading = "Arguments ")]
    pub(super) folder: PathBuf,
    /// Nombres de fils pour le débit, séparés par des virgules
    #[arg(
        long,
        value_name = "N,N",
        value_delimiter = ',',
        default_value = "1,2",
        hide_default_value = true
    )]
    pub(super) threads: Vec<std::num::NonZeroUsize>,
    /// Tours de mesure, sortes de questions mêlées ; le tour médian est affiché [défaut : 5]
    #[arg(long, value_name = "N", default_value = "5", hide_default_value = true)]
    pub(super) rounds: std::num::NonZeroUsize,
    /// Résultats sur une ligne JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Construit seulement, ici : ce que le processus de mesure demande à un autre
    #[arg(long, hide = true, value_name = "DOSSIER")]
    pub(super) build: Option<PathBuf>,
}

const CHAT_HELP: &str = "\
Un bouton se choisit par son numéro ou par ses mots. `:q` pour sortir.
Avec --json, une ligne par message sur la sortie ; sur l'entrée, du texte ou
{\"text\":\"…\"}, {\"press\":\"3:0\"}.";

/// `tandem chat`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct ChatArgs {
    /// Messages en JSON Lines
    #[arg(long)]
    pub(super) json: bool,
}

/// `tandem export`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct ExportArgs {
    /// Ce qu'il faut écrire : trainings (formations), employers (employeurs) ou misses (phrases
    /// incomprises dont le sens a été donné, en YAML pour models/data)
    #[arg(
        value_enum,
        value_name = "SORTE",
        help_heading = "Arguments ",
        hide_possible_values = true
    )]
    pub(super) kind: ExportKind,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportKind {
    /// Formations
    Trainings,
    /// Employeurs
    Employers,
    /// Phrases incomprises dont le sens a été donné
    Misses,
}

/// `tandem check-flows`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options ")]
pub(super) struct CheckFlowsArgs {
    /// Dossiers ou fichiers YAML [défaut : les parcours du programme]
    #[arg(value_name = "CHEMIN", help_heading = "Arguments ")]
    pub(super) files: Vec<PathBuf>,
}
