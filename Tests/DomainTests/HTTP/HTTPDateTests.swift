import Domain
import Testing

struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00.000Z"),
        ("Tue, 29 Feb 2028 23:59:59 GMT", "2028-02-29T23:59:59.000Z"),
        ("Thu, 04 Jun 2026 10:00:00 GMT", "2026-06-04T10:00:00.000Z"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00.000Z"),
    ])
    func `an HTTP date is read as an instant`(text: String, instant: String) {
        #expect(Timestamp(httpDate: text)?.description == instant)
    }

    @Test(
        arguments: zip(
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]
        )
    )
    func `each month name in an HTTP date is read as its month`(name: String, number: String) {
        let date = Timestamp(httpDate: "Mon, 15 \(name) 2027 00:00:00 GMT")
        #expect(date?.description == "2027-\(number)-15T00:00:00.000Z")
    }

    @Test(arguments: [
        "", "GMT", "120", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 gmt",
        "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 06 Nov 1994 08:49:37 GMT+1", "Sun 06 Nov 1994 08:49:37 GMT",
        "06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 November 1994 08:49:37 GMT", "Sun, 06 11 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
        "Tue, 29 Feb 2100 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49:37Z GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z",
    ])
    func `a text that is not an HTTP date is refused`(text: String) {
        #expect(Timestamp(httpDate: text) == nil)
    }
}
