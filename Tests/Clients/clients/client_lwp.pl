# Perl's LWP::UserAgent as a client; client.py says what a case and its answer are.
use strict;
use warnings;
use HTTP::Request;
use JSON::PP;
use LWP::UserAgent;

$| = 1;
while (my $line = <STDIN>) {
    my ($method, $warm, $url, $key, $idempotency) = split ' ', $line;
    my $agent = LWP::UserAgent->new(timeout => 10, keep_alive => 1);
    $agent->get($warm, Authorization => "Bearer $key");
    my $request = HTTP::Request->new($method, $url, [Authorization => "Bearer $key"]);
    $request->header('Idempotency-Key' => $idempotency) if $idempotency ne '-';
    if ($method eq 'POST') {
        $request->header('Content-Type' => 'application/json');
        $request->content('{"name":"Acme"}');
    }
    my $answer = $agent->request($request);
    if (my $warning = $answer->header('Client-Warning')) {
        (my $text = "$warning: " . $answer->status_line) =~ s/\s+/ /g;
        print "error: $text\n";
    } elsif (!eval { decode_json($answer->content) }) {
        print "error: the JSON is cut\n";
    } else {
        print $answer->code, "\n";
    }
}
