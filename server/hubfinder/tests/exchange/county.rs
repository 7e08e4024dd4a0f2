//! A store of the county's records, and ways to import into it.

use directory::{Listed, Records, Service};
use exchange::{self, Decisions, Options, Patience, Report};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Duration,
};
use store::Store;
use tempfile::TempDir;

pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire")
}

pub static COUNTY: LazyLock<Records> =
    LazyLock::new(|| folder::records(&folder::read(&data()).unwrap(), &data()).unwrap());

/// A folder of its own with a store of the county in it.
pub struct Place {
    pub dir: TempDir,
    pub store: Store,
}

impl Place {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("hubfinder.sqlite")).await.unwrap();
        let mut records = COUNTY.clone();
        // A few postcodes are enough and fast: those of one town.
        records.gazetteer.postcodes.retain(|row| row.postcode.outward() == "DY10");
        store.load(&records, "print").await.unwrap();
        Self { dir, store }
    }

    /// A store of the county that lists nothing yet, with all of its postcodes.
    pub async fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("hubfinder.sqlite")).await.unwrap();
        store.load(&Records { listed: Listed::default(), ..COUNTY.clone() }, "print").await.unwrap();
        Self { dir, store }
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub async fn import(&self, options: &Options) -> Result<Report, String> {
        exchange::import_services(&self.store, options, &|_, _| ()).await.map_err(|error| error.to_string())
    }

    pub async fn listed(&self) -> Listed {
        self.store.listed().await.unwrap()
    }

    pub async fn service(&self, id: &str) -> Option<Service> {
        self.listed().await.services.into_iter().find(|service| service.id == id)
    }
}

pub fn options(source: &str) -> Options {
    Options {
        source: source.to_owned(),
        mapping: None,
        name: Some("neighbours".parse().unwrap()),
        dry_run: false,
        decisions: Decisions::default(),
        data: data(),
        patience: Patience {
            wait: Duration::from_millis(300),
            tries: 2,
            pause: Duration::from_millis(1),
            ..Patience::default()
        },
    }
}

/// A spreadsheet with a mapping, as options.
pub fn sheet(place: &Place, rows: &str) -> Options {
    let header = "Ref,Title,About,Who,Topic,Where,Street,Town,Postcode,Lat,Lon,Tel,From,To,Checked";
    let mapping = "[source]\ntitle = \"The neighbours' list\"\nlicence = \"OGL v3\"\ndate = \"2026-10\"\n\
                   [columns]\nid = \"Ref\"\nname = \"Title\"\ndescription = \"About\"\norganization = \"Who\"\n\
                   terms = \"Topic\"\nplace = \"Where\"\naddress_1 = \"Street\"\ntown = \"Town\"\n\
                   postcode = \"Postcode\"\nlatitude = \"Lat\"\nlongitude = \"Lon\"\nphone = \"Tel\"\n\
                   minimum_age = \"From\"\nmaximum_age = \"To\"\ndate = \"Checked\"\n\
                   [needs]\n\"Little ones\" = \"baby-groups\"\n[defaults]\narea = \"county\"\n";
    let source = place.file("list.csv", format!("{header}\n{rows}"));
    Options { mapping: Some(place.file("mapping.toml", mapping).into()), ..options(&source) }
}

/// A row of that sheet that is right.
pub const ROW: &str = "stay-1,Northfield stay and play,A friendly morning for babies.,Northfield Trust,Little ones,\
                       Northfield Hall,1 Long Road,Kidderminster,DY10 3ED,,,01632 960001,0,4,2026-10-04\n";
