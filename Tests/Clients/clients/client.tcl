# Tcl's http package as a client; client.py says what a case and its answer are.
package require http
package require json

while {[gets stdin line] >= 0} {
    lassign [split $line] method warm url key idempotency
    set fields [list Authorization "Bearer $key"]
    if {$idempotency ne "-"} { lappend fields Idempotency-Key $idempotency }
    if {[catch {
        http::cleanup [http::geturl $warm -keepalive 1 -timeout 10000 -headers [list Authorization "Bearer $key"]]
        set options [list -keepalive 1 -timeout 10000 -method $method -headers $fields]
        if {$method eq "POST"} { lappend options -type application/json -query {{"name":"Acme"}} }
        set token [http::geturl $url {*}$options]
        if {[http::status $token] ne "ok"} { error "[http::status $token] [http::error $token]" }
        json::json2dict [http::data $token]
        set answer [http::ncode $token]
        http::cleanup $token
    } message]} {
        puts "error: [string map {\n " "} $message]"
    } else {
        puts $answer
    }
    flush stdout
}
