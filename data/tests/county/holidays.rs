//! School holidays, and sessions in them.

use super::*;

/// The county with holidays of these rows, and with a session of the holiday programme from the
/// first to the second of `dates`.
fn holidays(rows: &[&str], dates: Option<(&str, &str)>) -> Result<Records, Vec<Problem>> {
    let mut folder = county();
    // Without its postcodes a county is read in no time.
    for name in ["postcodes.csv", "postcodes-terminated.csv"] {
        let header = folder.text(name).unwrap().lines().next().unwrap().as_bytes().to_vec();
        folder.insert(name, header);
    }
    let mut terms = folder.text("terms.csv").unwrap().to_owned();
    rows.iter().for_each(|row| terms.push_str(&format!("{row},doc-continuum-2021\n")));
    folder.insert("terms.csv", terms.into_bytes());
    if let Some((from, to)) = dates {
        let mut schedules = folder.text("schedules.csv").unwrap().trim_end().to_owned();
        let row = format!("\nayos-holiday-club,,MO,WEEKLY,1,,10:00,14:00,{from},{to},,check\n");
        schedules.push_str(&row);
        folder.insert("schedules.csv", schedules.into_bytes());
    }
    Records::read(&folder)
}

const EASTER: &str = "2026/27,Easter,easter,2027-03-29,2027-04-09";
const MAY: &str = "2026/27,May half term,half-term,2027-05-31,2027-06-04";

#[test]
fn holidays_are_read_and_a_session_inside_one_is_right() {
    let records = holidays(&[EASTER, MAY], Some(("2027-03-29", "2027-04-09"))).unwrap();
    assert_eq!(records.terms.holidays.len(), 2);
    assert!(records.terms.holidays[1].holds("2027-06-04".parse().unwrap()));
    assert!(holidays(&[], Some(("", ""))).is_ok(), "a session may be known without its dates");
}

#[test]
fn a_wrong_holiday_is_named_with_its_line_column_and_value() {
    let cases = [
        ("2026/27,Easter,easter,2027-04-09,2027-03-29", "ends", "2027-03-29", "before the first day"),
        ("2026/28,Easter,easter,2027-03-29,2027-04-09", "school_year", "2026/28", "not a school year"),
        ("2025/26,Easter,easter,2027-03-29,2027-04-09", "starts", "2027-03-29", "not in the school year 2025/26"),
        ("2026/27,Easter,eastre,2027-03-29,2027-04-09", "kind", "eastre", "not a holiday we know"),
        ("2026/27,Easter,easter,2027-02-30,2027-04-09", "starts", "2027-02-30", "not a date"),
        ("2026/27,Easter,easter,,2027-04-09", "starts", "", "is empty"),
        ("2026/27,,easter,2027-03-29,2027-04-09", "name", "", "is empty"),
    ];
    for (row, column, value, what) in cases {
        let problems = holidays(&[row], None).unwrap_err();
        let found = problems.iter().any(|p| {
            (p.file.as_str(), p.line, p.column.as_str(), p.value.as_str()) == ("terms.csv", 2, column, value)
                && p.what.contains(what)
                && !p.mend.is_empty()
        });
        assert!(found && problems.len() == 1, "{row}: {problems:#?}");
    }
    let overlapping = holidays(&[EASTER, "2026/27,Spring,half-term,2027-04-09,2027-04-12"], None).unwrap_err();
    assert_eq!((overlapping[0].line, overlapping[0].column.as_str()), (3, "starts"));
    assert!(overlapping[0].what.contains("overlaps 'Easter' on line 2"), "{overlapping:?}");
    let twice = holidays(&[EASTER, "2026/27,easter,easter,2027-04-12,2027-04-13"], None).unwrap_err();
    assert!(twice[0].what.contains("stands twice in 2026/27, first on line 2"), "{twice:?}");

    let mut folder = county();
    let terms = format!("{}{EASTER},nobody\n{MAY},\n", folder.text("terms.csv").unwrap());
    folder.insert("terms.csv", terms.into_bytes());
    let Err(problems) = Records::read(&folder) else { panic!("no source says so") };
    assert_eq!(problems.iter().map(|p| (p.line, p.value.as_str())).collect::<Vec<_>>(), [(2, "nobody"), (3, "")]);
}

#[test]
fn a_holiday_club_outside_the_holidays_is_named() {
    let line = county().text("schedules.csv").unwrap().trim_end().lines().count() as u64 + 1;
    let cases = [
        (("2027-03-22", "2027-04-02"), "valid_from", "2027-03-22", "lies in no school holiday"),
        (("2027-04-01", "2027-04-12"), "valid_to", "2027-04-12", "lies in no school holiday"),
        (("2027-04-01", "2027-06-01"), "valid_to", "2027-06-01", "lies in 'May half term'"),
        (("2027-04-01", ""), "valid_to", "", "is empty"),
        (("", "2027-04-01"), "valid_from", "", "is empty"),
    ];
    for (dates, column, value, what) in cases {
        let problems = holidays(&[EASTER, MAY], Some(dates)).unwrap_err();
        let [problem] = problems.as_slice() else { panic!("{dates:?}: {problems:#?}") };
        assert_eq!((problem.file.as_str(), problem.line), ("schedules.csv", line), "{dates:?}");
        assert_eq!((problem.column.as_str(), problem.value.as_str()), (column, value), "{dates:?}");
        assert!(problem.what.contains(what), "{dates:?}: {problem}");
    }
    assert!(holidays(&[], Some(("2027-04-01", "2027-04-02"))).is_err(), "no holidays are known");
}
