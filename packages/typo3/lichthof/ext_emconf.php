<?php

$EM_CONF[$_EXTKEY] = [
    'title' => 'Lichthof',
    'description' => 'An event calendar from a feed, as a content element.',
    'category' => 'fe',
    'version' => '0.1.0',
    'state' => 'stable',
    'constraints' => ['depends' => ['typo3' => '12.4.0-13.4.99']],
];
