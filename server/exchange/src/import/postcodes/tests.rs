use super::*;
use directory::Postcode;
use std::{fs, path::Path};

const HEADER: &str = "PCD7,PCD8,PCDS,DOINTR,DOTERM,LAD25CD,WD25CD,EAST1M,NORTH1M,LAT,LONG\r\n";

fn authority() -> Authority {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire/authority.toml");
    Authority::read(&fs::read_to_string(file).unwrap()).unwrap()
}

/// What is taken of tables with these names and contents.
fn taken(tables: &[(&str, &str)], area: Area) -> Result<(Vec<PostcodePoint>, Tally), Refusal> {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in tables {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut found = Vec::new();
    let take = |postcode| {
        found.push(postcode);
        Ok(())
    };
    let tally = read(&mut Tables::open(dir.path()).unwrap(), &authority(), area, take, |_| ())?;
    Ok((found, tally))
}

fn problems(text: &str) -> Vec<String> {
    match taken(&[("a.csv", text)], Area::All) {
        Err(Refusal::Rows { problems, more: false }) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn code_point_open_is_read_without_a_header() {
    let rows = "\"B14 5SL\",10,407660,278481,\"E92000001\",\"\",\"\",\"E10000034\",\"E07000234\",\"E05009852\"\n\
                \"ZE1 0AA\",90,0,0,\"S92000003\",\"\",\"\",\"\",\"S12000027\",\"\"\n\
                \"AB101AB\",10,394235,806529,\"S92000003\",\"\",\"S08000020\",\"\",\"S12000033\",\"S13002842\"\n";
    let tables =
        [("Data/CSV/b.csv", rows), ("Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n")];
    let (found, tally) = taken(&tables, Area::All).unwrap();
    assert_eq!(
        tally,
        Tally {
            tables: 1,
            rows: 3,
            taken: 2,
            without_place: 1,
            districts: [("E07000234".to_owned(), 1)].into(),
            ..Tally::default()
        }
    );
    assert_eq!(found[0].postcode, "B14 5SL".parse::<Postcode>().unwrap());
    assert!(
        (found[0].point.latitude() - 52.404_300).abs() < 1e-5 && (found[0].point.longitude() + 1.888_825).abs() < 1e-5
    );
    assert_eq!((&*found[0].lad_code, &found[0].ended), ("E07000234", &None));

    let (_, tally) = taken(&tables, Area::Within(authority().extent)).unwrap();
    assert_eq!((tally.taken, tally.outside), (1, 1));
}

#[test]
fn the_onss_directory_is_read_by_the_names_of_its_columns() {
    let live = "WR1 2EP,WR1  2EP,WR1 2EP,198001,,E07000237,E05015424,384900,254900,52.192,-2.2225\r\n";
    let ended = "WR1 2XX,WR1  2XX,WR1 2XX,198001,201105,E07000237,E05015424,384900,254900,52.192,-2.2225\r\n";
    let nowhere = "IM992AA,IM99 2AA,IM99 2AA,198001,,M99999999,,,,99.999999,0.000000\r\n";
    let (found, tally) =
        taken(&[("onspd.csv", &format!("\u{feff}{HEADER}{live}{ended}{nowhere}"))], Area::All).unwrap();
    assert_eq!((tally.rows, tally.taken, tally.ended, tally.without_place), (3, 2, 1, 1));
    assert_eq!(found[0].point, Point::new(52.192, -2.2225).unwrap(), "degrees are taken as they stand");
    assert_eq!(found[1].ended.as_deref(), Some("201105"));
    assert_eq!(tally.districts, [("E07000237".to_owned(), 1)].into(), "an ended postcode is no sign of a district");

    let older = "pcd,oslaua,doterm,oseast1m,osnrth1m\nWR1 2EP,E07000237,,384900,254900\n";
    assert_eq!(taken(&[("nspl.csv", older)], Area::All).unwrap().1.taken, 1);
}

#[test]
fn a_download_that_holds_its_rows_twice_is_read_once() {
    let text = format!("{HEADER}WR12EP,WR1  2EP,WR1 2EP,198001,,E07000237,,384900,254900,52.192,-2.2225\n");
    let tables =
        [("Data/ONSPD.csv", &*text), ("Data/multi_csv/ONSPD_WR.csv", &*text), ("Documents/names.csv", "a,b\n")];
    assert_eq!(taken(&tables, Area::All).unwrap().1.taken, 1);
    assert_eq!(taken(&tables[1..], Area::All).unwrap().1.taken, 1, "alone, the parts are the table");
}

#[test]
fn a_wrong_row_is_told_with_its_line_and_value() {
    let row = |from: &str, to: &str| {
        let good = "WR1 2EP,WR1  2EP,WR1 2EP,198001,,E07000237,,384900,254900,52.192,-2.2225\r\n";
        problems(&format!("{HEADER}{good}{}", good.replace(from, to)))
    };
    for (from, to, said) in [
        ("WR1 2EP,198001", "=1+1,198001", "a.csv line 3, column postcode: '=1+1' is not a postcode"),
        ("52.192,-2.2225", "-2.2225,52.192", "column lat: '-2.2225' looks like the longitude"),
        ("52.192,", "42.192,", "column lat: '42.192' is not in the United Kingdom"),
        ("52.192,", "north,", "column lat: 'north' is not a number"),
        ("E07000237", "Worcester", "column district: 'Worcester' is not the code of a district"),
        (",198001,,", ",198001,30/02/2026,", "column doterm: '30/02/2026' is not a month"),
    ] {
        let told = row(from, to);
        assert!(told.len() == 1 && told[0].contains(said), "{told:?}");
    }
    let grid = "WR1 2EP,10,38490000,254900,\"\",\"\",\"\",\"\",E07000237,\"\"\n";
    assert!(problems(grid)[0].contains("'38490000' is not on the National Grid"), "{:?}", problems(grid));
}

#[test]
fn a_file_that_is_wrong_throughout_is_not_read_to_its_end() {
    let text = format!("{HEADER}{}", "x,x,x,,,,,,,,\n".repeat(5_000));
    let refused = taken(&[("a.csv", &text)], Area::All).unwrap_err();
    assert!(matches!(&refused, Refusal::Rows { problems, more: true } if problems.len() == MOST_PROBLEMS));
    assert_eq!(refused.to_string(), "at least 1,000 rows of it cannot be read");
}

#[test]
fn what_holds_no_postcodes_is_refused() {
    for text in
        ["", "<!DOCTYPE html>\n<p>Not found</p>\n", "name,lat,long\nWorcester,52.1,-2.2\n", "WR1 2EP,only this\n"]
    {
        assert!(matches!(taken(&[("a.csv", text)], Area::All), Err(Refusal::NotPostcodes)), "{text}");
    }
}
